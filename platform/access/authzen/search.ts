import { type Action, Problem } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import type { Plan } from '../engine/plan.ts'
import { allActions } from '../model/model.ts'
import { type Asking, decideAs, Fault, isAboutRecord, subjectType } from './asking.ts'
import { plannedIdsQuery } from './authzen-queries.ts'
import type { ActionSearch, EvaluationContext, ResourceSearch, SubjectSearch } from './authzen-request.ts'
import { pageOf, pageStart } from './page-token.ts'

export interface Found<R> {
  results: R[]
  page: { next_token: string; count: number; total?: number }
}

/** Which active members may do it to this record: decided one by one in memory, with the record looked up once. */
export function searchSubjects(asking: Asking, request: SubjectSearch): Promise<Found<{ type: string; id: string }>> {
  return faultless(async () => {
    const { subject, action, resource, context, page } = request
    if (!asking.mayKnow) throw new Fault(403, 'What others may do is told to those who may read policies.')
    if (subject.type !== subjectType) throw new Fault(400, `There is no subject type ${subject.type}; people are of type ${subjectType}`)
    const model = asking.resource(resource.type)
    const wanted = asking.action(action.name, model)
    const question = ['subject', action.name, model.name, resource.id, context]
    const { after, limit } = pageStart(question, page)
    const record = isAboutRecord(wanted, model) ? await asking.facts(model, resource.id) : undefined
    const ids = (asking.access.person?.snapshot.members ?? []).flatMap(({ id, active }) => {
      const person = active ? asking.person(id) : undefined
      return person !== undefined && decideAs(person, asking.moment(person, context), wanted, model, record).allowed ? [id] : []
    })
    const ordered = ids.toSorted()
    const rest = after === undefined ? ordered : ordered.filter((id) => id > after)
    const found = pageOf(question, rest.slice(0, limit + 1), limit, (id) => id)
    return {
      results: found.results.map((id) => ({ type: subject.type, id })),
      page: { ...found.page, total: ordered.length },
    }
  })
}

/** Which records somebody may do it to, of those that the asker may read: selected by the plan, never looked at one by one. */
export function searchResources(asking: Asking, request: ResourceSearch): Promise<Found<{ type: string; id: string }>> {
  return faultless(async () => {
    const { subject, action, resource, context, page } = request
    const memberId = await asking.subjectId(subject)
    const model = asking.resource(resource.type)
    const wanted = asking.action(action.name, model)
    const question = ['resource', memberId, action.name, model.name, context]
    const { after, limit } = pageStart(question, page)
    const [rows] = isAboutRecord(wanted, model)
      ? await tenantRead(asking.ctx, () => [
          plannedIdsQuery(asking.ctx.tenant, model, {
            plan: planFor(asking, memberId, wanted, model.name, context),
            liveSql: asking.reader.liveSql(model.name, 't'),
            after,
            limit: limit + 1,
          }),
        ])
      : [[]]
    const found = pageOf(question, rows, limit, (row) => row.id)
    return { ...found, results: found.results.map(({ id }) => ({ type: resource.type, id })) }
  })
}

/** Undefined: nothing, since it is nobody's. */
function planFor(asking: Asking, memberId: string, action: Action, resource: string, context: EvaluationContext): Plan | undefined {
  const person = asking.person(memberId)
  const plan = person?.plan(action, resource, asking.moment(person, context))
  const seen = asking.access.plan('read', resource)
  return seen.extent === 'all' ? plan : plan?.and(seen)
}

/** What somebody may do to this record; to what is no record, what he may do there at all. */
export function searchActions(asking: Asking, request: ActionSearch): Promise<Found<{ name: string }>> {
  return faultless(async () => {
    const { subject, resource, context, page } = request
    const memberId = await asking.subjectId(subject)
    const person = asking.person(memberId)
    const model = asking.resource(resource.type)
    const question = ['action', memberId, model.name, resource.id, context]
    const { after, limit } = pageStart(question, page)
    const record = model.record === undefined ? undefined : await asking.facts(model, resource.id)
    const names = allActions.filter(
      (action) =>
        asking.access.model.knows(action, model.name) &&
        (model.record === undefined || isAboutRecord(action, model)) &&
        decideAs(person, asking.moment(person, context), action, model, record).allowed,
    )
    const rest = after === undefined ? names : names.slice(names.findIndex((name) => name === after) + 1)
    const found = pageOf(question, rest, limit, (name) => name)
    return { results: found.results.map((name) => ({ name })), page: { ...found.page, total: names.length } }
  })
}

/** What cannot be asked is an error of the request; what is not there has no results. */
async function faultless<R>(search: () => Promise<Found<R>>): Promise<Found<R>> {
  try {
    return await search()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.status === 404) return { results: [], page: { next_token: '', count: 0, total: 0 } }
    if (error.status === 403)
      throw new Problem('forbidden', { detail: error.message, members: { action: 'read', resource: 'policies', reason: 'no_rule' } })
    throw new Problem('bad_request', { detail: `${error.message}.` })
  }
}
