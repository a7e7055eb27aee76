import { type Action, type OpContext, Problem } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import type { Decision } from '../engine/decision.ts'
import type { ContextFacts, RecordFacts } from '../engine/facts.ts'
import { accessOf, type OperationAccess } from '../engine/operation-access.ts'
import { type Person, personOf, refused } from '../engine/person.ts'
import type { ResourceModel } from '../model/model.ts'
import type { RecordReader } from '../record-reader.ts'
import { memberByEmailQuery } from './authzen-queries.ts'
import type { Evaluation, EvaluationContext } from './authzen-request.ts'

/** Names that other systems have for our actions. */
const aliases: Readonly<Record<string, Action>> = { view: 'read', edit: 'update' }

/** The one type of subject there is. */
export const subjectType = 'member'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What makes an evaluation impossible; the decision is no. */
export class Fault extends Error {
  readonly status: 400 | 403 | 404

  constructor(status: 400 | 403 | 404, message: string) {
    super(message)
    this.name = 'Fault'
    this.status = status
  }
}

/**
 * One request of somebody who asks what somebody may do. What was looked up is kept until it is answered: the evaluations of a batch
 * are often about one person or one record.
 */
export class Asking {
  readonly ctx: OpContext
  readonly access: OperationAccess
  readonly #records: RecordReader
  readonly #facts = new Map<string, Promise<RecordFacts | undefined>>()

  constructor(ctx: OpContext, records: RecordReader) {
    this.ctx = ctx
    this.access = accessOf(ctx)
    this.#records = records
  }

  get reader(): RecordReader {
    return this.#records
  }

  /** May know how others are decided about. */
  get mayKnow(): boolean {
    return this.access.extent('read', 'policies') !== 'none'
  }

  /** Throws Fault for what nobody knows. */
  resource(type: string): ResourceModel {
    const found = this.access.model.find(type) ?? this.access.model.ofObject(type)
    if (found === undefined) throw new Fault(400, `There is no resource type ${type}`)
    return found
  }

  /** Throws Fault for an action that has no meaning there. */
  action(name: string, resource: ResourceModel): Action {
    const action = aliases[name] ?? name
    if (!this.access.model.knows(action, resource.name)) throw new Fault(400, `There is no action ${name} on ${resource.name}`)
    return action as Action
  }

  /** Id of the member, named by id or address. Throws Fault unless it is whoever asks, or he may know. */
  async subjectId({ type, id }: Evaluation['subject']): Promise<string> {
    if (type !== subjectType) throw new Fault(400, `There is no subject type ${type}; people are of type ${subjectType}`)
    const found = id.includes('@') ? await this.#idOf(id) : id.toLowerCase()
    if (found !== this.access.person?.memberId && !this.mayKnow)
      throw new Fault(403, 'What others may do is told to those who may read policies.')
    return found ?? ''
  }

  /** As the snapshot of this operation has them; undefined for nobody, and for who is not active. */
  person(id: string): Person | undefined {
    const own = this.access.person
    if (own === undefined || own.memberId === id) return own
    // By the real time, whatever moment is asked about: people are kept until a role of theirs ends.
    return personOf(this.access.model, own.snapshot, id)
  }

  /** Here and now where somebody asks about himself, with what the request says instead. Of others neither address nor factors are known. */
  moment(person: Person | undefined, given: EvaluationContext): ContextFacts {
    const own = person?.memberId === this.access.person?.memberId
    const base: ContextFacts = own ? this.access.context : { now: this.access.context.now, kind: this.access.context.kind }
    return {
      ...base,
      ...(given?.time === undefined ? {} : { now: new Date(given.time) }),
      ...(given?.ip_address === undefined ? {} : { address: given.ip_address }),
    }
  }

  /** Throws Fault where there is no such record, or none that the asker may read: these look alike. */
  async facts(resource: ResourceModel, id: string): Promise<RecordFacts> {
    const key = `${resource.name} ${id.toLowerCase()}`
    const facts = this.#facts.get(key) ?? this.#read(resource.name, id.toLowerCase())
    this.#facts.set(key, facts)
    const found = await facts
    if (found === undefined) throw new Fault(404, `There is no such ${resource.singular}`)
    return found
  }

  async #read(resource: string, id: string): Promise<RecordFacts | undefined> {
    if (!uuid.test(id)) return undefined
    try {
      return await this.#records.facts(this.ctx, resource, id)
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return undefined
      throw error
    }
  }

  async #idOf(email: string): Promise<string | undefined> {
    const [[row]] = await tenantRead(this.ctx, [memberByEmailQuery(this.ctx.tenant, email)])
    return row?.id
  }
}

/** Done to what is there; the others make new ones. */
export function isAboutRecord(action: Action, resource: ResourceModel): boolean {
  return resource.record !== undefined && action !== 'create' && action !== 'import'
}

/** Without a record: whether it is allowed at all. */
export function decideAs(
  person: Person | undefined,
  moment: ContextFacts,
  action: Action,
  resource: ResourceModel,
  record: RecordFacts | undefined,
): Decision {
  if (person === undefined) return refused('no_member')
  const decision = person.decide(action, resource.name, moment, record)
  if (record !== undefined || decision.allowed || person.extent(action, resource.name, moment) === 'none') return decision
  return { ...decision, allowed: true, reason: 'allowed' }
}
