/** A role given to a person or a team: everywhere or for one place and below, for good or for a time. */
export interface Assignment {
  readonly id: string
  /** Key of a built-in or custom role. */
  readonly role: string
  readonly memberId: string | null
  readonly teamId: string | null
  readonly nodeId: string | null
  /** ISO 8601. */
  readonly expiresAt: string | null
}

export type NewAssignment = Omit<Assignment, 'id'>
