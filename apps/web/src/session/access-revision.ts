/**
 * Which state of the organization's permissions the answers seen so far were made under. Every answer says it (the header
 * `freehold-access`), the session too; it only ever rises. A tab shows one organization for as long as its page lives, so one number is enough.
 */
let known: number | undefined
const listeners = new Set<() => void>()

/** NaN, null or undefined where an answer says nothing about it. */
export function noteRevision(revision: number | null | undefined): void {
  if (revision == null || !Number.isSafeInteger(revision)) return
  const before = known
  // A slow answer from before the change is no news.
  if (before !== undefined && revision <= before) return
  known = revision
  if (before === undefined) return
  for (const listener of listeners) listener()
}

/** Calls when permissions changed since the page was opened. The result ends it. */
export function onRevision(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
