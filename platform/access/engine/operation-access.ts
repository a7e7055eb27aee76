import { AccessView, type Action, type OpContext } from '@freehold/kernel'
import type { AccessModel } from '../model/model.ts'
import type { Decision, Extent } from './decision.ts'
import type { ContextFacts, RecordFacts, Snapshot } from './facts.ts'
import { momentOf } from './moment.ts'
import { type FieldAction, type Person, personOf, refused } from './person.ts'
import { Plan } from './plan.ts'
import { refusal } from './refusal.ts'

/** Where an operation finds what decides. */
export interface SnapshotSource {
  /** As this process knows it; read when the operation began. */
  cached(): Snapshot
  /** As the database has it now. */
  current(): Promise<Snapshot>
  /** Of the permissions in the database; may be half a second old. */
  revision(): Promise<number>
}

export interface OperationAccessOptions {
  readonly model: AccessModel
  /** Absent for the system, which no rule binds. */
  readonly member?: { readonly id: string; readonly source: SnapshotSource }
  readonly context: ContextFacts
}

/** What decides for one operation: the person behind it and the moment. `ctx.access` is one; services ask it through `accessOf`. */
export class OperationAccess extends AccessView {
  readonly model: AccessModel
  readonly context: ContextFacts
  readonly #member: OperationAccessOptions['member']
  #snapshot: Snapshot | undefined
  #authorized: { action: Action; resource: string }[] = []

  constructor({ model, member, context }: OperationAccessOptions) {
    super()
    this.model = model
    this.context = context
    this.#member = member
    this.#snapshot = member?.source.cached()
  }

  get revision(): number | undefined {
    return this.#snapshot?.revision
  }

  /** Undefined for the system, and for somebody who is no active member any more. */
  get person(): Person | undefined {
    return this.#member && this.#snapshot && personOf(this.model, this.#snapshot, this.#member.id, this.context.now.getTime())
  }

  get isSystem(): boolean {
    return this.#member === undefined
  }

  /** Throws Problem `forbidden` where there is no record to which the action may be done. */
  authorize(action: Action, resource: string): void {
    this.#authorized.push({ action, resource })
    this.#require(action, resource)
  }

  extent(action: Action, resource: string): Extent {
    if (this.isSystem) return this.model.knows(action, resource) ? 'all' : 'none'
    return this.person?.extent(action, resource, this.context) ?? 'none'
  }

  plan(action: Action, resource: string): Plan {
    return (
      this.person?.plan(action, resource, this.context) ?? this.#constant(resource, this.isSystem && this.model.knows(action, resource))
    )
  }

  fieldPlan(resource: string, field: string, action: FieldAction): Plan {
    return this.person?.fieldPlan(action, resource, field, this.context) ?? this.#constant(resource, this.isSystem)
  }

  decide(action: Action, resource: string, record?: RecordFacts): Decision {
    if (this.isSystem) return this.model.knows(action, resource) ? byNobody : refused('unknown_permission')
    return this.person?.decide(action, resource, this.context, record) ?? refused('no_member')
  }

  decideField(action: FieldAction, resource: string, field: string, record?: RecordFacts): Decision {
    if (this.isSystem) return byNobody
    return this.person?.decideField(action, resource, field, this.context, record) ?? refused('no_member')
  }

  override async renew(): Promise<void> {
    if (this.#member === undefined) return
    this.#snapshot = await this.#member.source.current()
    for (const { action, resource } of this.#authorized) this.#require(action, resource)
  }

  /** Whether what it decides by still holds; for long reads, which ask between pages. */
  async isCurrent(): Promise<boolean> {
    return this.#member === undefined || (await this.#member.source.revision()) === this.revision
  }

  #require(action: Action, resource: string): void {
    if (this.extent(action, resource) === 'none') throw refusal(this, this.decide(action, resource), { action, resource })
  }

  #constant(resource: string, allowed: boolean): Plan {
    const found = this.model.find(resource)
    if (found === undefined) throw new Error(`No resource is called ${resource}`)
    return new Plan(this.model, found, momentOf(this.context, 'UTC'), { main: allowed, shared: false })
  }
}

const byNobody: Decision = { allowed: true, reason: 'system', rule: undefined, steps: [] }

/** What decides for this operation. Throws where a context was made without it, which is a bug. */
export function accessOf(ctx: Pick<OpContext, 'access'>): OperationAccess {
  if (!(ctx.access instanceof OperationAccess)) throw new TypeError('This context was not made with access')
  return ctx.access
}
