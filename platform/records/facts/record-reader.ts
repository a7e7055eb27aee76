import { accessOf, type RecordReader } from '@freehold/access'
import { type OpContext, Problem } from '@freehold/kernel'
import { type SqlQuery, tenantRead, tenantTx } from '@freehold/tenancy'
import { sightOf } from '../access/sight.ts'
import { sourcesOf } from '../access/source-queries.ts'
import type { Catalog } from '../catalog.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import { named } from '../statement-name.ts'
import { readFacts } from './record-facts.ts'

/** Records as `@freehold/access` asks for them: to explain, to preview, to answer other systems (AuthZEN). */
export function recordReader(catalog: Catalog): RecordReader {
  return {
    liveSql: (_, alias) => `${alias}.deleted_at is null`,
    facts: (ctx, resource, id) =>
      tenantTx(ctx, 'read', async (tx) => {
        const access = accessOf(ctx)
        const facts = (await readFacts(tx, access.model, resource, [id])).get(id)
        if (facts === undefined || !access.decide('read', resource, facts).allowed) throw new Problem('not_found')
        return facts
      }),
    async names(ctx, resource, ids) {
      const { object } = catalog.type(resource)
      const [rows] = await tenantRead(ctx, () => [seenNamesQuery(ctx, object, ids)])
      return new Map(rows.map(({ id, name }) => [id, name]))
    },
  }
}

/** Of the records that the asker may see, with the names that he may see. */
function seenNamesQuery(ctx: OpContext, object: ObjectDefinition, ids: readonly string[]): SqlQuery<{ id: string; name: string }> {
  const binder = new Binder(ctx.tenant)
  const sight = sightOf(ctx, object)
  const name = columnOf(object.nameField)
  const wanted = binder.bind(ids, 'uuid[]')
  const hidden = sight.object.fields[object.nameField] === undefined
  const sources = sourcesOf(sight, binder).map(
    ({ from, condition }) =>
      `select t.id, t.${name} as name from ${from} where t.tenant_id = $1 and t.id = any(${wanted}) and t.${name} is not null${condition}`,
  )
  return named(
    'seen-names',
    hidden ? 'select null::uuid as id, null as name where $1::uuid is null and $2::uuid[] is null' : sources.join(' union all '),
    binder.values,
  )
}
