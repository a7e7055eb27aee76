import { randomUUID } from 'node:crypto'
import { createAccess, withAccess } from '@freehold/access'
import type { Access } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import { findOrganization } from '@freehold/identity'
import type { OpContext } from '@freehold/kernel'
import { withContext } from '@freehold/kernel'
import { prepareDatabase } from './database/preparation.ts'
import type { Installation } from './installation.ts'
import { openPlacement } from './placement.ts'

/** Runs `fn` as the system in one organization, on a migrated database. Whoever may call this runs the machine. */
export async function inOrganization<T>(
  { config, database, secrets, log }: Installation,
  slug: string,
  fn: (ctx: OpContext, access: Access) => Promise<T>,
): Promise<T> {
  await prepareDatabase(database.connections, secrets, log)
  const placement = await openPlacement(config, database.connections, secrets, log)
  try {
    const organization = await findOrganization(placement, slug)
    if (organization === undefined) throw new Error(`There is no organization with the short name ${slug}.`)
    const actor = { kind: 'system', name: 'Command line' } as const
    const access = createAccess({ model: crmAccessModel, placement, log })
    const requestId = randomUUID()
    const ctx: OpContext = { tenant: organization.id, actor, kind: 'cli', requestId, log, placement, ...withAccess(access.system('cli')) }
    return await withContext(ctx, () => fn(ctx, access))
  } finally {
    await placement.close()
  }
}
