import type { Member } from '../api-types.ts'

/** What the members page has open over its list. */
export type MemberDialog =
  | { kind: 'invite'; member?: Member }
  | { kind: 'person'; member?: Member }
  | { kind: 'role'; member: Member }
  | undefined
