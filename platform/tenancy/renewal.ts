import type { AccessView } from '@freehold/kernel'
import { isOutdated } from '@freehold/postgres'

/** After so many changes of permissions during one transaction somebody should look, rather than this go on. */
const mostRenewals = 3

/**
 * Runs `attempt`; where the database says that the permissions that it was decided by are outdated, reads them anew and runs it again.
 * `attempt` leaves nothing behind when it fails. Rejects with `access_changed` in the end, with `forbidden` where the new permissions
 * no longer allow what the operation was authorized for.
 */
export async function renewing<T>(access: () => AccessView | undefined, attempt: () => Promise<T>): Promise<T> {
  for (let renewals = 0; ; renewals++) {
    try {
      return await attempt()
    } catch (error) {
      const view = access()
      if (!isOutdated(error) || view === undefined || renewals === mostRenewals) throw error
      await view.renew()
    }
  }
}

const saved = new WeakSet<AccessView>()

export function noteSaved(access: AccessView | undefined): void {
  if (access !== undefined) saved.add(access)
}

/** Whether an operation has committed a change already, so that it cannot be run again from its beginning. */
export function hasSaved({ access }: { readonly access: AccessView }): boolean {
  return saved.has(access)
}
