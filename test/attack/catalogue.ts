import type pg from 'pg'

/** A tenant table as the catalogue describes it. */
export interface TenantTable {
  /** `crm.deal`. */
  name: string
  columns: Column[]
  /** What freehold_app may do: select, insert, update, delete. */
  privileges: string[]
}

export interface Column {
  name: string
  type: string
  required: boolean
  /** Has a default or is computed. */
  given: boolean
  /** The tenant table it refers to. */
  references: string | null
  /** The column of that table it holds: `id`, or `pipeline_id` in a composite key. */
  referenced: string | null
  /** Values a check constraint lists, if it lists any. */
  allowed: string[] | null
}

/** Every table with a tenant_id that a tenant's transaction may name, parents before children. */
export async function tenantTables(admin: pg.Client): Promise<TenantTable[]> {
  const { rows } = await admin.query<TenantTable>(`
    select c.oid::regclass::text as name,
      (select json_agg(json_build_object(
         'name', a.attname, 'type', format_type(a.atttypid, null), 'required', a.attnotnull, 'given', a.atthasdef or a.attidentity <> '',
         'references', (select k.confrelid::regclass::text from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attname <> 'tenant_id'
           and a.attnum = any (k.conkey) order by array_length(k.conkey, 1), k.conkey[array_upper(k.conkey, 1)] = a.attnum desc limit 1),
         'referenced', (select f.attname from pg_constraint k join pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[array_position(k.conkey, a.attnum)]
           where k.conrelid = c.oid and k.contype = 'f' and a.attname <> 'tenant_id' and a.attnum = any (k.conkey)
           order by array_length(k.conkey, 1), k.conkey[array_upper(k.conkey, 1)] = a.attnum desc limit 1),
         'allowed', (select array_agg(m[1]) from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') m
                     where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%')
       ) order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(p), '[]') from unnest(array['select', 'insert', 'update', 'delete']) p where has_table_privilege('freehold_app', c.oid, p)) as privileges
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('control', 'tenancy', 'pg_catalog', 'information_schema', 'graphile_worker')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by 1`)
  return parentsFirst(rows)
}

function parentsFirst(tables: TenantTable[]): TenantTable[] {
  const placed: TenantTable[] = []
  const ready = (names: string[]): boolean => names.every((name) => placed.some((done) => done.name === name))
  while (placed.length < tables.length) {
    const left = tables.filter((table) => !placed.includes(table))
    // Optional references too where possible: a check may ask for one of several.
    const next = left.find((table) => ready(referred(table))) ?? left.find((table) => ready(needed(table)))
    if (!next) throw new Error(`Tables refer to each other in a circle: ${left.map((table) => table.name).join(', ')}`)
    placed.push(next)
  }
  return placed
}

function referred(table: TenantTable): string[] {
  return table.columns.flatMap(({ references }) => (references === null || references === table.name ? [] : [references]))
}

/** Tables that must have a row first: those of required references. */
export function needed(table: TenantTable): string[] {
  return table.columns
    .filter((column) => column.required && column.references && column.references !== table.name)
    .map((column) => column.references ?? '')
}
