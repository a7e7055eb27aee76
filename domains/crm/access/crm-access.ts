import { AccessModel, administrationResources, type LeastRoles } from '@freehold/access'
import { accessResource } from '@freehold/records'
import { crmCatalog } from '../catalog.ts'
import { crmLeast, crmSettingResources } from './least-roles.ts'

const leastOf: Readonly<Record<string, LeastRoles>> = crmLeast

/** Everything in an installation that permissions are about. */
export const crmAccessModel = new AccessModel([
  ...crmCatalog.types.map(({ object }) => {
    const least = leastOf[object.name]
    if (least === undefined) throw new Error(`Nobody said who may do what with ${object.plural}`)
    return accessResource(crmCatalog, object, least)
  }),
  ...crmSettingResources,
  ...administrationResources,
])
