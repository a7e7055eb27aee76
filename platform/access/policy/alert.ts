import type { Concern } from './policy-schema.ts'

/** A concern that was raised, with whoever raised it; a row of `access.alert`. */
export interface Alert {
  readonly id: string
  readonly kind: Concern['kind']
  readonly detail: Omit<Concern, 'kind'> & { version?: number }
  readonly raisedBy: string | null
  readonly createdAt: string
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: string | null
}
