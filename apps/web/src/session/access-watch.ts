import { queryClient, sessionQuery } from '../queries.ts'
import { onRevision } from './access-revision.ts'
import { hasOrganization } from './session.ts'

/** An idle tab asks this often; one request of a kilobyte, only while somebody can see the tab. */
const askMilliseconds = 30_000
/** An administrator at work changes much in a row; open pages follow at this pace, the first change at once. */
const restMilliseconds = 2_000

const listeners = new Set<() => void>()

/** For what is kept outside of queries: lists and records. Called after a change of permissions. The result ends it. */
export function onAccessChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let lastRead = 0
let waiting = false

/** What one may see or do changed: everything read before is read again, so that nothing stays on the page that should not. */
function readAnew(): void {
  if (waiting) return
  waiting = true
  const run = () => {
    waiting = false
    lastRead = Date.now()
    for (const listener of listeners) listener()
    void queryClient.invalidateQueries()
  }
  setTimeout(run, Math.max(0, lastRead + restMilliseconds - Date.now()))
}

/**
 * Notices that permissions changed: by the revision that every answer carries, and by the session's own permissions, which
 * also change with the time of day where a rule names it.
 */
export function watchAccess(): void {
  onRevision(readAnew)
  const ask = async () => {
    const before = queryClient.getQueryData(sessionQuery.queryKey)
    if (document.visibilityState === 'hidden' || !hasOrganization(before)) return
    const after = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined)
    if (hasOrganization(after) && JSON.stringify(after.permissions) !== JSON.stringify(before.permissions)) readAnew()
  }
  setInterval(() => void ask(), askMilliseconds)
  document.addEventListener('visibilitychange', () => void ask())
  window.addEventListener('focus', () => void ask())
}
