import type { OpContext } from '@freehold/kernel'
import { type Query, tenantRead } from '@freehold/tenancy'

/** Statements and what their rows are made into. */
export interface PlannedRead<R, T> {
  readonly queries: readonly Query<R>[]
  /** `rows`: of each statement, in order. */
  make(rows: readonly R[][]): T
}

/**
 * Reads in one round trip, by a plan that is made anew when permissions were found to have changed on the way: what made the
 * statements makes the answer.
 */
export async function plannedRead<R, T>(ctx: OpContext, plan: () => PlannedRead<R, T>): Promise<T> {
  let made: PlannedRead<R, T> | undefined
  const rows = await tenantRead(ctx, () => {
    made = plan()
    return made.queries
  })
  if (made === undefined) throw new Error('Nothing was planned')
  return made.make(rows)
}
