import type { SqlQuery } from '@freehold/tenancy'
import type { Belonging } from './membership-queries.ts'

/** Something people belong to: a team, a territory or a place. */
export interface Group {
  readonly id: string
  readonly version: number
  readonly name: string
  /** What it is part of; territories are part of nothing. */
  readonly parentId?: string | null
}

/** One kind of groups: what the rules that all kinds share have to know of it. */
export interface GroupKind<G extends Group> {
  readonly kind: Belonging
  /** Row of the grid that says who may see and change them. */
  readonly resource: 'teams' | 'hierarchy'
  readonly list: (tenant: string) => SqlQuery<G>
  /** Members, by id. */
  readonly peopleOf: (group: G) => string[]
}
