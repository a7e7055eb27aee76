import { queryBuilder } from '@freehold/tenancy'
import type { Tables } from './schema/tables.ts'

/** The CRM's tables, and of other packages' what its queries join: a member's name. */
interface ReadableTables extends Tables {
  'identity.member': { tenant_id: string; id: string; name: string }
}

/** Builds queries with the types of the migrated database; the transaction that runs one adds the organization to every table. */
export const crmTables = queryBuilder<ReadableTables>()
