import type { Tx } from '@freehold/tenancy'

/** What a run needs of the job that carries it; `@freehold/jobs` has more. */
export interface ImportJob {
  readonly cancelled: AbortSignal
  /** In the transaction of a step; throws when the job was cancelled or taken over, so that the step rolls back. */
  save(tx: Tx, state: { checkpoint?: { readonly position: number | string }; done?: number; total?: number }): Promise<void>
}

/** The import was cancelled, or another process has gone on with it: nothing is left to do here. */
export class Superseded extends Error {}
