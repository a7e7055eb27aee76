/** A row of `access.policy`: inserted once, never changed. */
export interface PolicyVersion {
  /** 1, 2, 3 …; 0 while nobody has saved a policy: then the built-in roles decide alone. */
  readonly version: number
  /** As it was saved. Checked then; a later version of the program may not know all that it names. */
  readonly document: unknown
  readonly reason: string
  readonly authorId: string | null
  readonly approverId: string | null
  /** ISO 8601; null for version 0. */
  readonly createdAt: string | null
}

export type PolicyVersionHead = Omit<PolicyVersion, 'document'>

/** A person by id and name, as answers have it. */
export interface PersonName {
  readonly id: string
  readonly name: string
}

/** Null for the program; people who left the organization keep their names. */
export function personNamed(members: readonly PersonName[], id: string | null): PersonName | null {
  if (id === null) return null
  return { id, name: members.find((member) => member.id === id)?.name ?? '' }
}
