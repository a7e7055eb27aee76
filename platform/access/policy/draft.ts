/**
 * *draft*: being written; its document may be wrong. *waiting*: to be saved once a second person approves. *saved*: became a version.
 * *rejected* by a second person. *discarded* by whoever wrote it.
 */
export const draftStates = ['draft', 'waiting', 'saved', 'rejected', 'discarded'] as const
export type DraftState = (typeof draftStates)[number]

/** A row of `access.draft`. */
export interface Draft {
  readonly id: string
  /** Of the draft itself, for If-Match. */
  readonly version: number
  readonly title: string
  /** Version of the policy that it changes. */
  readonly baseVersion: number
  /** Whatever was written: kept as it is, checked when it is read. */
  readonly document: unknown
  /** Given when it was to be saved. */
  readonly reason: string | null
  readonly state: DraftState
  /** Who wrote it last or asked for it to be saved: who answers for it. */
  readonly authorId: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decisionReason: string | null
  readonly updatedAt: string
}
