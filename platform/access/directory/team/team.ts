/** A group of people. Whoever is in a team is also in those that it is part of; roles given to a team count for all of them. */
export interface Team {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly description: string | null
  readonly parentId: string | null
  readonly members: { memberId: string; lead: boolean }[]
}

/** A change asked for; what is absent stays. */
export interface TeamChange {
  readonly name?: string | undefined
  readonly description?: string | null | undefined
  readonly parentId?: string | null | undefined
}
