import { randomUUID } from 'node:crypto'
import { authorizer } from '@freehold/access'
import { findOrganization } from '@freehold/identity'
import { Problem, withContext, type Actor, type OpContext } from '@freehold/kernel'
import { prepareDatabase } from '../database/preparation.ts'
import type { Installation } from '../installation.ts'
import { openPlacement } from '../placement.ts'

/**
 * Runs `work` in an organization as the system: whoever may run commands on this machine may do it all.
 *
 * @throws Problem not_found where no organization has this slug
 */
export async function inOrganization<T>(installation: Installation, slug: string, command: string, work: (ctx: OpContext) => Promise<T>): Promise<T> {
  const { config, database, secrets, log } = installation
  // Beside a running server everything is prepared; a database of its own may be older than this program.
  await prepareDatabase(database.connections, secrets, log)
  const placement = await openPlacement(config, database.connections, secrets, log)
  try {
    const organization = await findOrganization(placement, slug)
    if (organization === undefined) throw new Problem('not_found', { detail: `There is no organization called "${slug}" here. The slug is the short name that stands in the page's organization menu.` })
    const actor: Actor = { kind: 'system', name: `freehold ${command}` }
    const ctx: OpContext = { tenant: organization.id, actor, kind: 'cli', requestId: randomUUID(), log, placement, authorize: authorizer(actor) }
    return await withContext(ctx, () => work(ctx))
  } finally {
    await placement.close()
  }
}
