/** A part of the market that people work: records and members belong to it. Flat, unlike teams and places. */
export interface Territory {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly description: string | null
  readonly memberIds: string[]
}

/** A change asked for; what is absent stays. */
export interface TerritoryChange {
  readonly name?: string | undefined
  readonly description?: string | null | undefined
}
