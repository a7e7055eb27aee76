import type { Tx } from '@freehold/tenancy'
import { type Sight, sightOf } from '../access/sight.ts'
import { nameConditions, sourcesOf } from '../access/source-queries.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import type { Grant } from '../record/grant.ts'
import type { Named, ReferenceSource } from './target.ts'

/** Where names are looked up. `object`: of the records, where permissions may decide about each. */
export interface NameSource {
  readonly source: ReferenceSource
  readonly object: ObjectDefinition | undefined
}

/** Of those that the actor may see. Tables and columns come from definitions in code, never from a file or a request. */
function selected(tx: Tx, { source, object }: NameSource, binder: Binder): string {
  const sight = object && sightOf(tx.ctx, object)
  const seen = sight === undefined ? [] : (nameConditions(sight, 't', binder) ?? ['false'])
  const conditions = [...(source.trash ? ['t.deleted_at is null'] : []), ...seen]
  return `select t.id, t.${source.nameColumn} as name from ${source.table} t where t.tenant_id = $1${conditions.map((one) => ` and ${one}`).join('')}`
}

/** The first `limit` names in no order. */
export async function loadNames(tx: Tx, names: NameSource, limit: number): Promise<Named[]> {
  const binder = new Binder(tx.ctx.tenant)
  const text = `${selected(tx, names, binder)} limit ${binder.bind(limit, 'int')}`
  return tx.sql<Named>(text, binder.values)
}

/** Records whose name is exactly one of these; by index, since equality of text is leakproof. */
export async function findNames(tx: Tx, names: NameSource, wanted: readonly string[]): Promise<Named[]> {
  const binder = new Binder(tx.ctx.tenant)
  const text = `${selected(tx, names, binder)} and t.${names.source.nameColumn} = any(${binder.bind(wanted, 'text[]')})`
  return tx.sql<Named>(text, binder.values)
}

/** Makes records of these names with the source's columns for new ones. */
export async function insertNamed(
  tx: Tx,
  source: ReferenceSource,
  columns: Readonly<Record<string, string>>,
  rows: readonly { grant: Grant; name: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(columns)
  const values: unknown[] = [tx.ctx.tenant, ...Object.values(columns)]
  const tuples = rows.map((row) => {
    values.push(row.grant.id, row.name)
    return `($1, $${values.length - 1}, $${values.length}${names.map((_, at) => `, $${at + 2}`).join('')})`
  })
  await tx.sql(
    `insert into ${source.table} (${['tenant_id', 'id', source.nameColumn, ...names].join(', ')}) values ${tuples.join(', ')}`,
    values,
  )
}

/** A text of the records that the actor may see. */
export interface TextColumn {
  readonly sight: Sight
  readonly field: string
  readonly trash: boolean
}

/** Ids of records whose column is one of these texts. */
export async function findByText(tx: Tx, column: TextColumn, values: readonly string[]): Promise<{ id: string; value: string }[]> {
  const binder = new Binder(tx.ctx.tenant)
  const wanted = binder.bind(values, 'text[]')
  const name = columnOf(column.field)
  const rows = seenRows(column, binder, `t.id, t.${name} as value`, `t.${name} = any(${wanted})`)
  return tx.sql<{ id: string; value: string }>(`select id, value from (${rows}) t order by id`, binder.values)
}

/** Different texts already in use in a column of words, from its first 5,000 rows: what misspellings are compared with. */
export async function wordsInUse(tx: Tx, column: TextColumn): Promise<string[]> {
  const binder = new Binder(tx.ctx.tenant)
  const name = columnOf(column.field)
  const rows = seenRows(column, binder, `t.${name} as value`, `t.${name} is not null`)
  const text = `select distinct value from (select value from (${rows}) t limit 5000) as first_rows limit 500`
  return (await tx.sql<{ value: string }>(text, binder.values)).map((row) => row.value)
}

function seenRows({ sight, trash }: Pick<TextColumn, 'sight' | 'trash'>, binder: Binder, columns: string, where: string): string {
  const rows = sourcesOf(sight, binder).map(
    ({ from, condition }) =>
      `select ${columns} from ${from} where t.tenant_id = $1 and ${where}${trash ? ' and t.deleted_at is null' : ''}${condition}`,
  )
  return rows.join(' union all ')
}

/** One text of existing records. */
export async function storedTexts(
  tx: Tx,
  sight: Sight,
  field: string,
  ids: readonly string[],
): Promise<{ id: string; value: string | null }[]> {
  const binder = new Binder(tx.ctx.tenant)
  const rows = seenRows({ sight, trash: false }, binder, `t.id, t.${columnOf(field)} as value`, `t.id = any(${binder.bind(ids, 'uuid[]')})`)
  return tx.sql<{ id: string; value: string | null }>(rows, binder.values)
}
