import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import type { ContextFacts, ShareFact, Snapshot } from '../engine/facts.ts'
import { momentOf } from '../engine/moment.ts'
import type { Plan } from '../engine/plan.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import type { RecordReader } from '../record-reader.ts'
import { type Both, bothOf, type Difference, differencesOf, isCounted } from './difference.ts'
import { GroupReading, type RecordGroup, sharesQuery } from './group-queries.ts'
import { groupingOf } from './grouping.ts'
import { added, nothing, type Tally, tallyGroups } from './tally.ts'
import { tallyRecords } from './tally-queries.ts'
import { type Question, touchedQuestions } from './touched.ts'
import { Turn } from './turn.ts'

/** 20,000 groups take 500 people as long as 10 million decisions take, 4 s. */
const defaultGroups = 20_000
const mostShares = 20_000

export interface ComparisonOptions {
  readonly model: AccessModel
  readonly before: Snapshot
  readonly after: Snapshot
  /** Everybody is decided for as if they asked at this moment and from this place. */
  readonly context: ContextFacts
  /** Beyond this number the database counts for each person. */
  readonly mostGroups?: number
}

interface Groups {
  /** Records that nobody shared: people with equal rules get equal numbers. */
  readonly unshared: readonly RecordGroup[]
  readonly shared: readonly RecordGroup[]
}

/**
 * What a policy changes, for one person after the other. Records are read once for each kind, as groups that no rule can tell apart, and
 * people are decided for in memory: 100,000 records and 500 people are 500 × some hundred groups, not 50 million decisions.
 */
export class PolicyComparison {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly #options: ComparisonOptions
  readonly #questions: readonly Question[]
  readonly #groups = new Map<string, Promise<Groups | undefined>>()
  /** Of people with equal rules. */
  readonly #tallies = new Map<string, Tally>()
  #shares: Promise<readonly (ShareFact & { id: string; object: string })[]> | undefined

  constructor(options: ComparisonOptions) {
    this.#options = options
    this.#questions = touchedQuestions(options.model, options.before.policy, options.after.policy)
    this.people = options.after.members
      .filter((member) => member.active)
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
  }

  /** In what somebody's rules differ, whether or not there are records for which it makes a difference. */
  differences(memberId: string): { both: Both; differences: Difference[] } | undefined {
    const { model, before, after, context } = this.#options
    const both = bothOf(model, before, after, memberId, context.now.getTime())
    if (both === undefined) return undefined
    return { both, differences: differencesOf(both, this.#questions, context) }
  }

  /** How many people's rules differ. Stops counting at `most`. */
  async touchedPeople(most: number): Promise<number> {
    const turn = new Turn()
    let touched = 0
    for (const { id } of this.people) {
      if ((this.differences(id)?.differences.length ?? 0) > 0) touched++
      if (touched >= most) break
      await turn.pass()
    }
    return touched
  }

  /** Records that somebody gains and loses by a difference. */
  async tally(ctx: OpContext, reader: RecordReader, both: Both, difference: Difference): Promise<Tally> {
    if (!isCounted(difference.question) || difference.plans === undefined) return nothing
    const { resource } = difference.question
    const groups = await this.#groupsOf(ctx, reader, resource)
    if (groups === undefined) return tallyRecords(ctx, reader, resource, difference.plans)
    return added(this.#tallyUnshared(both, difference, groups), tallyGroups(both, difference, groups.shared, this.#options.context))
  }

  #tallyUnshared(both: Both, difference: Difference, { unshared }: Groups): Tally {
    if (difference.plans === undefined) return nothing
    const [before, after] = [difference.plans.before.unshared, difference.plans.after.unshared]
    const keys = [before.key, after.key]
    if (keys[0] === keys[1]) return nothing
    const key = [difference.question.resource.name, ...keys].join('\n')
    let tally = this.#tallies.get(key)
    if (tally === undefined) {
      tally = tallyGroups(both, difference, unshared, this.#options.context, { before: constantOf(before), after: constantOf(after) })
      this.#tallies.set(key, tally)
    }
    return tally
  }

  /** Undefined: too many groups, so that the database has to count. */
  #groupsOf(ctx: OpContext, reader: RecordReader, resource: ResourceModel): Promise<Groups | undefined> {
    let groups = this.#groups.get(resource.name)
    if (groups === undefined) {
      groups = this.#readGroups(ctx, reader, resource)
      this.#groups.set(resource.name, groups)
    }
    return groups
  }

  async #readGroups(ctx: OpContext, reader: RecordReader, resource: ResourceModel): Promise<Groups | undefined> {
    const { model, before, after, context, mostGroups = defaultGroups } = this.#options
    const shares = await this.#readShares(ctx)
    const [someone] = this.people
    const subject = someone && bothOf(model, before, after, someone.id, context.now.getTime())?.after.subject
    if (subject === undefined || shares.length > mostShares) return undefined
    const questions = this.#questions.filter((question) => question.resource === resource)
    const grouping = groupingOf(model, [before, after], resource, questions, shares.length > 0)
    const scope = {
      tenant: ctx.tenant,
      model,
      reader,
      moment: momentOf(context, before.timeZone),
      subject,
      sharedObjects: new Set(shares.map((share) => share.object)),
      mostGroups,
    }
    const reading = new GroupReading(scope, grouping)
    const [rows] = await tenantRead(ctx, [reading.query])
    if (rows.length > mostGroups) return undefined
    const groups = reading.groups(rows, new Map(shares.map((share) => [share.id, share])))
    return { unshared: groups.filter((group) => !group.shared), shared: groups.filter((group) => group.shared) }
  }

  async #readShares(ctx: OpContext) {
    this.#shares ??= tenantRead(ctx, [sharesQuery(ctx.tenant, this.#options.context.now, mostShares + 1)]).then(([rows]) => rows)
    return this.#shares
  }
}

function constantOf({ extent }: Plan): boolean | undefined {
  return extent === 'some' ? undefined : extent === 'all'
}
