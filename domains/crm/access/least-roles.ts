import { leastRoles as row } from '@freehold/access'
import type { LeastRoles, ResourceModel } from '@freehold/access'

/**
 * What the built-in roles may do with records of the CRM, by name of the object: the least role that may. A note is seen with what it
 * belongs to, and shared with it.
 */
export const crmLeast = {
  //            read      create    update    delete    restore   share     import    export    manage
  company: /**/ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  contact: /**/ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  product: /**/ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  deal: /*   */ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  note: /*   */ row('viewer', 'member', 'member', 'member', 'member', 'nobody', 'nobody', 'member', 'admin'),
} as const satisfies Record<string, LeastRoles>

/** What belongs to the CRM and is no record: guests need it to read the records that are shared with them. */
export const crmSettingResources: readonly ResourceModel[] = [
  {
    name: 'pipelines',
    area: 'crm',
    singular: 'pipeline',
    plural: 'pipelines',
    least: row('guest', 'admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'admin'),
  },
  {
    name: 'tags',
    area: 'crm',
    singular: 'tag',
    plural: 'tags',
    least: row('guest', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'nobody', 'admin'),
  },
]
