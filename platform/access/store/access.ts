import type { Actor, Log, OpContext, Placement } from '@freehold/kernel'
import { lastControlOf } from '@freehold/tenancy/control'
import type { Snapshot } from '../engine/facts.ts'
import { OperationAccess } from '../engine/operation-access.ts'
import type { AccessModel } from '../model/model.ts'
import { SnapshotCache } from './snapshot-cache.ts'
import { snapshotReader } from './snapshot-reading.ts'

export interface AccessOptions {
  readonly model: AccessModel
  /** Of the register: where what decides is read. */
  readonly placement: Placement
  readonly log: Log
}

/** Where from and how surely somebody acts; absent where there is no request. */
export interface Origin {
  readonly address?: string
  readonly factors?: number
}

/** Who may do what, for everything that makes operations: requests, jobs, commands. Made once, at start. */
export interface Access {
  readonly model: AccessModel
  /** What decides for one operation of this actor. */
  viewFor(base: Pick<OpContext, 'tenant' | 'kind'>, actor: Actor, origin?: Origin): Promise<OperationAccess>
  /** What decides in the organization, as the database has it now. */
  snapshot(tenant: string): Promise<Snapshot>
  /** Of the program itself, which no rule binds. */
  system(kind: OpContext['kind']): OperationAccess
}

export function createAccess({ model, placement, log }: AccessOptions): Access {
  const cache = new SnapshotCache(snapshotReader(placement, model, log))
  const system: Access['system'] = (kind) => new OperationAccess({ model, context: { now: new Date(), kind } })
  return {
    model,
    system,
    snapshot: (tenant) => cache.current(tenant),
    async viewFor({ tenant, kind }, actor, origin = {}) {
      if (actor.kind === 'system') return system(kind)
      const snapshot = await cache.recent(tenant, lastControlOf(placement))
      const source = {
        cached: () => snapshot,
        current: () => cache.current(tenant),
        revision: async () => (await cache.recent(tenant, lastControlOf(placement))).revision,
      }
      return new OperationAccess({ model, member: { id: actor.id, source }, context: { now: new Date(), kind, ...origin } })
    },
  }
}

/** The two members of a context that decide, to be spread into it. */
export function withAccess(view: OperationAccess): Pick<OpContext, 'access' | 'authorize'> {
  return { access: view, authorize: (action, resource) => view.authorize(action, resource) }
}
