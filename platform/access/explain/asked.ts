import { type Action, type OpContext, Problem } from '@freehold/kernel'
import type { ContextFacts, SnapshotMember } from '../engine/facts.ts'
import { accessOf, type OperationAccess } from '../engine/operation-access.ts'
import { type Person, personOf } from '../engine/person.ts'
import type { ResourceModel } from '../model/model.ts'
import { snapshotOf } from '../policy/proposal.ts'

/** Whoever asks how something is decided, and what he may be told. */
export class Asker {
  readonly access: OperationAccess
  /** Rules are told to those who may read policies; to others they would tell how they are kept out. */
  readonly mayKnowRules: boolean
  readonly #ctx: OpContext

  constructor(ctx: OpContext) {
    this.#ctx = ctx
    this.access = accessOf(ctx)
    this.mayKnowRules = this.access.extent('read', 'policies') !== 'none'
  }

  /** The member who is asked about; of others only those may know who read policies. Throws Problem `forbidden`, `not_found`. */
  member(id: string | undefined): SnapshotMember {
    const own = this.access.person?.memberId
    const wanted = id ?? own
    if (wanted !== own) this.#ctx.authorize('read', 'policies')
    const member = snapshotOf(this.#ctx).members.find((one) => one.id === wanted)
    if (member === undefined) throw new Problem('not_found')
    return member
  }

  /** Undefined for somebody who is no active member. */
  person({ id }: SnapshotMember): Person | undefined {
    return personOf(this.access.model, snapshotOf(this.#ctx), id)
  }

  /** Here and now for oneself. From where others will ask, and how surely, is not known. */
  moment({ id }: SnapshotMember): ContextFacts {
    const { context, person } = this.access
    return id === person?.memberId ? context : { now: context.now, kind: context.kind }
  }

  /** Throws Problem `invalid_input`. */
  resource(name: string): ResourceModel {
    const resource = this.access.model.find(name)
    if (resource === undefined) throw invalid('resource', `There is no resource ${name}.`)
    return resource
  }

  /** Throws Problem `invalid_input` for a field that there is not, or that does not exist for the asker: it is always hidden from him. */
  field(resource: ResourceModel, name: string): string {
    const known = Object.hasOwn(resource.record?.fields ?? {}, name)
    if (!known || (!this.mayKnowRules && this.access.fieldPlan(resource.name, name, 'read').extent === 'none'))
      throw invalid('field', `${resource.plural} have no field ${name}.`)
    return name
  }
}

export function invalid(path: string, message: string): Problem {
  return new Problem('invalid_input', { detail: message, errors: [{ path, message }] })
}

/** Actions that have a meaning for the resource. */
export function actionsOf(asker: Asker, resource: ResourceModel): Action[] {
  return (Object.keys(resource.least) as Action[]).filter((action) => asker.access.model.knows(action, resource.name))
}
