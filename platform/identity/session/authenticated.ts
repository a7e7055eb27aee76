import type { MemberSummary } from '../settings.ts'

/** Who a session token belongs to, and where its user is at present. */
export interface Authenticated {
  readonly session: { readonly id: string; readonly userId: string }
  /** Null, like `member`, for a user without an organization, or one who is no longer an active member of the session's. */
  readonly organization: { readonly id: string; readonly slug: string } | null
  readonly member: MemberSummary | null
}
