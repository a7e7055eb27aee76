import type { Tx } from '@freehold/tenancy'
import type { Named, ReferenceSource } from './target.ts'

/** Tables and columns come from definitions in code, never from a file or a request. */
function selected(source: ReferenceSource): string {
  return `select id, ${source.nameColumn} as name from ${source.table} where tenant_id = $1${source.trash ? ' and deleted_at is null' : ''}`
}

/** The first `limit` names in no order. */
export async function loadNames(tx: Tx, source: ReferenceSource, limit: number): Promise<Named[]> {
  return tx.sql<Named>(`${selected(source)} limit $2`, [tx.ctx.tenant, limit])
}

/** Records whose name is exactly one of these; by index, since equality of text is leakproof. */
export async function findNames(tx: Tx, source: ReferenceSource, names: readonly string[]): Promise<Named[]> {
  return tx.sql<Named>(`${selected(source)} and ${source.nameColumn} = any($2::text[])`, [tx.ctx.tenant, names])
}

/** Makes records of these names with the source's columns for new ones. */
export async function insertNamed(
  tx: Tx,
  source: ReferenceSource,
  columns: Readonly<Record<string, string>>,
  rows: readonly Named[],
): Promise<void> {
  const names = Object.keys(columns)
  const values: unknown[] = [tx.ctx.tenant, ...Object.values(columns)]
  const tuples = rows.map((row) => {
    values.push(row.id, row.name)
    return `($1, $${values.length - 1}, $${values.length}${names.map((_, at) => `, $${at + 2}`).join('')})`
  })
  await tx.sql(
    `insert into ${source.table} (${['tenant_id', 'id', source.nameColumn, ...names].join(', ')}) values ${tuples.join(', ')}`,
    values,
  )
}

export interface TextColumn {
  readonly table: string
  readonly column: string
  readonly trash: boolean
}

/** Ids of records whose column is one of these texts. */
export async function findByText(
  tx: Tx,
  { table, column, trash }: TextColumn,
  values: readonly string[],
): Promise<{ id: string; value: string }[]> {
  return tx.sql<{ id: string; value: string }>(
    `select id, ${column} as value from ${table} where tenant_id = $1 and ${column} = any($2::text[])${trash ? ' and deleted_at is null' : ''} order by id`,
    [tx.ctx.tenant, values],
  )
}

/** Different texts already in use in a column of words, from its first 5,000 rows: what misspellings are compared with. */
export async function wordsInUse(tx: Tx, { table, column, trash }: TextColumn): Promise<string[]> {
  const rows = await tx.sql<{ value: string }>(
    `select distinct value from (
       select ${column} as value from ${table} where tenant_id = $1 and ${column} is not null${trash ? ' and deleted_at is null' : ''} limit 5000) as first_rows limit 500`,
    [tx.ctx.tenant],
  )
  return rows.map((row) => row.value)
}
