import { sql } from 'kysely'
import { crmTables } from '../crm-tables.ts'

/** Names for default titles: companies and products by id. */
export function titlePartsQuery(companies: readonly string[], products: readonly string[]) {
  const names = (table: 'crm.company' | 'crm.product', ids: readonly string[]) =>
    crmTables
      .selectFrom(table)
      .select(['id', 'name'])
      .where('id', '=', sql<string>`any(${ids}::uuid[])`)
  return names('crm.company', companies).unionAll(names('crm.product', products))
}
