import { crmTables } from '../crm-tables.ts'

/** The company and those above it, as far up as it goes; a loop ends where it closes. */
export function ancestryQuery(id: string) {
  return crmTables
    .withRecursive('above', (above) =>
      above
        .selectFrom('crm.company as c')
        .select(['c.id', 'c.parent_id'])
        .where('c.id', '=', id)
        .union(above.selectFrom('above').innerJoin('crm.company as p', 'p.id', 'above.parent_id').select(['p.id', 'p.parent_id'])),
    )
    .selectFrom('above')
    .select('above.id')
}
