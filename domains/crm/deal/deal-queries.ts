import type { SqlQuery } from '@freehold/tenancy'

/** Names for default titles: companies and products by id. */
export function titlePartsQuery(
  tenant: string,
  companies: readonly string[],
  products: readonly string[],
): SqlQuery<{ id: string; name: string }> {
  return {
    name: 'deal-title-parts',
    text: `select id, name from crm.company where tenant_id = $1 and id = any($2::uuid[])
      union all select id, name from crm.product where tenant_id = $1 and id = any($3::uuid[])`,
    values: [tenant, companies, products],
  }
}
