import { accessRoutes, authzenRoutes, createAccess, directoryRoutes } from '@freehold/access'
import { crmAccessModel, crmCatalog, crmRoleTemplates, crmRoutes } from '@freehold/crm'
import { createIdentity } from '@freehold/identity'
import type { Identity } from '@freehold/identity'
import { jobRoutes } from '@freehold/jobs'
import { Placement } from '@freehold/kernel'
import type { Log, Route } from '@freehold/kernel'
import { recordReader } from '@freehold/records'

/** Every route of the API: what the server mounts, and what the API description and the client are made from. */
export function apiRoutes(identity: Pick<Identity, 'routes'>): readonly Route[] {
  const records = recordReader(crmCatalog)
  return [
    ...identity.routes,
    ...directoryRoutes,
    ...accessRoutes({ records, templates: crmRoleTemplates }),
    ...authzenRoutes(records),
    ...crmRoutes,
    ...jobRoutes,
  ]
}

/** The same routes to be read and never called: no database, no secrets. */
export function describedRoutes(): readonly Route[] {
  const placement = new Nowhere()
  const access = createAccess({ model: crmAccessModel, placement, log: silence })
  return apiRoutes(createIdentity({ settings: { pepper: Buffer.alloc(32) }, placement, access, log: silence }))
}

class Nowhere extends Placement {
  readonly kind = 'nowhere'
}

const silence: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
