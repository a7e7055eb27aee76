import type { OpContext } from '@freehold/kernel'
import type { Extent } from '../engine/decision.ts'
import { accessOf } from '../engine/operation-access.ts'
import { concernAboutPeople, concernsOfText } from '../policy/concerns.ts'
import { storedDraft } from '../policy/draft-service.ts'
import { snapshotNaming } from '../policy/mentioned.ts'
import type { Concern } from '../policy/policy-schema.ts'
import type { PersonName } from '../policy/policy-version.ts'
import { type Proposal, proposalOf } from '../policy/proposal.ts'
import type { RecordReader } from '../record-reader.ts'
import { ComparisonCache } from './comparison-cache.ts'
import { PolicyComparison } from './policy-comparison.ts'
import { type PreviewPosition, readPosition, writePosition } from './preview-cursor.ts'
import type { Preview } from './preview-schema.ts'
import { Samples } from './samples.ts'
import type { Tally } from './tally.ts'
import type { Question } from './touched.ts'
import { Turn } from './turn.ts'

/** What one call may take; the page shows how far it is and asks again. */
const budgetMs = 1_500

const cache = new ComparisonCache()

/**
 * Who would gain and lose what if this draft were the policy, as if everybody asked at this moment from where the asker is. A draft with
 * faults has no preview: throws Problem `invalid_input`; also `not_found`, `invalid_cursor`.
 */
export async function previewDraft(ctx: OpContext, reader: RecordReader, id: string, cursor?: string, budget = budgetMs): Promise<Preview> {
  ctx.authorize('update', 'policies')
  const draft = await storedDraft(ctx, id)
  const proposal = proposalOf(ctx, await snapshotNaming(ctx, draft.document), draft.document)
  const position = readPosition(cursor, { draftVersion: draft.version, revision: proposal.before.revision })
  const { model, context } = accessOf(ctx)
  const key = [ctx.tenant, id, draft.version, proposal.before.revision, ctx.actor.kind === 'member' ? ctx.actor.id : ''].join(' ')
  const comparison = cache.of(key, () => new PolicyComparison({ model, before: proposal.before, after: proposal.after, context }))
  const slice = await decideSlice(ctx, reader, comparison, { from: position.done, budget })
  const reached = add(position, slice)
  const unfinished = reached.done < comparison.people.length
  if (!unfinished) cache.forget(key)
  return {
    done: reached.done,
    total: comparison.people.length,
    next: unfinished ? writePosition(reached) : null,
    unfinished,
    people: await withSamples(ctx, reader, slice.people),
    totals: { people: reached.people, gained: reached.gained, lost: reached.lost },
    alerts: alertsAbout(ctx, proposal, reached.people),
  }
}

function alertsAbout(ctx: OpContext, proposal: Proposal, people: number): Concern[] {
  return [...concernsOfText(accessOf(ctx).model, proposal), ...concernAboutPeople(proposal, people)]
}

type Change = Preview['people'][number]['changes'][number]

interface Counted {
  readonly question: Question
  readonly before: Extent
  readonly after: Extent
  readonly tally: Tally
}

interface Slice {
  readonly done: number
  readonly people: readonly { readonly member: PersonName; readonly changes: readonly Counted[] }[]
}

async function decideSlice(
  ctx: OpContext,
  reader: RecordReader,
  comparison: PolicyComparison,
  { from, budget }: { from: number; budget: number },
): Promise<Slice> {
  const end = performance.now() + budget
  const people: { member: PersonName; changes: Counted[] }[] = []
  const turn = new Turn()
  let done = from
  // One at least, so that it comes to an end.
  do {
    const member = comparison.people[done]
    if (member === undefined) break
    const changes = await changesOf(ctx, reader, comparison, member.id)
    if (changes.length > 0) people.push({ member, changes })
    done++
    await turn.pass()
  } while (performance.now() < end)
  return { done, people }
}

async function changesOf(ctx: OpContext, reader: RecordReader, comparison: PolicyComparison, memberId: string): Promise<Counted[]> {
  const found = comparison.differences(memberId)
  const changes: Counted[] = []
  for (const difference of found?.differences ?? []) {
    if (found === undefined) break
    const { question, before, after } = difference
    const tally = await comparison.tally(ctx, reader, found.both, difference)
    // Rules may differ and yet say the same of all records that there are; of those to come it is told where rules name them.
    if (tally.gained > 0 || tally.lost > 0 || (before !== after && question.follows !== true))
      changes.push({ question, before, after, tally })
  }
  return changes
}

function add(position: PreviewPosition, { done, people }: Slice): PreviewPosition {
  const tallies = people.flatMap(({ changes }) => changes.map((change) => change.tally))
  return {
    ...position,
    done,
    people: position.people + people.length,
    gained: position.gained + tallies.reduce((sum, tally) => sum + tally.gained, 0),
    lost: position.lost + tallies.reduce((sum, tally) => sum + tally.lost, 0),
  }
}

async function withSamples(ctx: OpContext, reader: RecordReader, people: Slice['people']): Promise<Preview['people']> {
  const samples = new Samples()
  for (const { changes } of people) for (const { question, tally } of changes) samples.want(question.resource.name, tally)
  await samples.read(ctx, reader)
  return people.map(({ member, changes }) => {
    const shown = new Set<string>()
    return { member, changes: changes.map((change) => inView(change, samples.ofNew(shown, change.question.resource.name, change.tally))) }
  })
}

function inView({ question, before, after, tally }: Counted, sample: Change['sample']): Change {
  const { resource, action, field } = question
  const { gained, lost } = tally
  return { resource: resource.name, action, ...(field === undefined ? {} : { field }), gained, lost, before, after, sample }
}
