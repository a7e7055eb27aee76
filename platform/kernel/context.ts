import { AsyncLocalStorage } from 'node:async_hooks'
import type { Action } from './permission.ts'

/**
 * Glossary. *Tenant*: an organization, as the database knows it (`tenant_id`). *Member*: a user in one organization.
 * *Actor*: whoever acts. *Operation*: one thing asked for, by HTTP, job or command; it has one `OpContext`.
 */
export type Role = 'owner' | 'admin' | 'member' | 'viewer' | 'guest'

/** Whoever acts. `id` is the member's id (uuid) within the organization; the system has none. */
export type Actor =
  | { readonly kind: 'member'; readonly id: string; readonly role: Role; readonly name: string }
  | { readonly kind: 'system'; readonly name: string }

export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Where organizations' rows live. Opaque here; `@freehold/tenancy` makes it and reads it. */
export abstract class Placement {
  abstract readonly kind: string
}

/**
 * What decides for one operation. Opaque here; `@freehold/access` makes it and reads it (`accessOf`). `@freehold/tenancy` seals its
 * revision into the context, and the database refuses one that is outdated (A9).
 */
export abstract class AccessView {
  /** Of the organization's permissions, as they were read; undefined for the system, which none of them binds. */
  abstract readonly revision: number | undefined
  /** Reads the permissions anew and repeats every `authorize` of the operation so far. Rejects with Problem `forbidden`. */
  abstract renew(): Promise<void>
}

/** One context for every operation, whoever asks (house rules; T2, T9). */
export interface OpContext {
  /** uuid of the organization. */
  readonly tenant: string
  readonly actor: Actor
  readonly kind: 'http' | 'job' | 'cli' | 'test'
  /** Stands in every log line and ledger entry of this operation. */
  readonly requestId: string
  /** uuid of the long work (an import, a bulk change) that this belongs to; ledger entries carry it, undo finds them by it. */
  readonly operationId?: string
  readonly log: Log
  readonly placement: Placement
  readonly access: AccessView
  /** Throws Problem `forbidden` unless the actor may do this to some record at least. Decided by `access`. */
  authorize(action: Action, resource: string): void
}

/** Tenant work was asked for where no organization is known (T2). A bug, never a person's mistake. */
export class ContextLostError extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'ContextLostError'
  }
}

const storage = new AsyncLocalStorage<OpContext>()

/** Runs `fn` so that `currentContext()` finds `ctx` in everything it starts: awaits, timers, emitters, promises (T3). */
export function withContext<T>(ctx: OpContext, fn: () => T): T {
  return storage.run(ctx, fn)
}

export function currentContext(): OpContext {
  const ctx = storage.getStore()
  if (ctx === undefined) {
    throw new ContextLostError(
      'No operation context here. Start the work inside withContext(ctx, …), as the HTTP pipeline and the job worker do.',
    )
  }
  return ctx
}

/** For log lines and cross-checks: the context, if any. */
export function peekContext(): OpContext | undefined {
  return storage.getStore()
}
