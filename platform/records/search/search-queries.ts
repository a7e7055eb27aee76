import type { SqlQuery } from '@freehold/tenancy'
import { seesAllNames, type Sight, sightOf } from '../access/sight.ts'
import { nameConditions, sourcesOf } from '../access/source-queries.ts'
import type { Catalog } from '../catalog.ts'
import { columnOf } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import { haystackSql } from '../list/selection-queries.ts'
import { named } from '../statement-name.ts'

export interface SearchRow {
  object: string
  id: string
  name: string
  detail: string | null
}

// Per object; a word that fits more records than this is no search, and reading them all would take seconds.
const mostMatches = 1_000

/**
 * Records whose search fields contain every word; names that begin with the text come first, then short ones. `sights`: of objects
 * that can be searched, at least one.
 */
export function searchQuery(
  catalog: Catalog,
  sights: readonly Sight[],
  tenant: string,
  words: readonly string[],
  limit: number,
): SqlQuery<SearchRow> {
  const binder = new Binder(tenant)
  const patterns = words.map((word) => binder.bind(`%${escapeLike(word)}%`, 'text'))
  const beginning = binder.bind(`${escapeLike(words.join(' '))}%`, 'text')
  const rank = `(t.name ilike ${beginning}) desc, length(t.name), t.name, t.id`
  const sources = sights.map(
    (sight) =>
      `(select '${sight.object.name}' as object, t.id, t.name, ${detailSql(catalog, sight, binder)} as detail from (${matchesSql(sight, patterns, rank, limit, binder)}) t)`,
  )
  return named(
    'search',
    `select object, id, name, detail from (${sources.join(' union all ')}) t order by ${rank} limit ${limit}`,
    binder.values,
  )
}

function matchesSql(sight: Sight, patterns: readonly string[], rank: string, limit: number, binder: Binder): string {
  const { whole } = sight
  const matches = patterns.map((pattern) => `t.id in (select m from ${whole.table}_matching(${pattern}, null, null, ${mostMatches}) m)`)
  const shown = nameSql(sight)
  const { detailField } = sight.object
  const columns =
    shown === 't.name'
      ? 't.*'
      : ['t.id', `${shown} as name`, ...(detailField === undefined ? [] : [`t.${columnOf(detailField)}`])].join(', ')
  const rows = sourcesOf(sight, binder).map(({ from, condition }) => {
    const where = [...matches, ...visibleMatches(sight, patterns)].join(' and ')
    return `select ${columns} from ${from} where t.tenant_id = $1 and t.deleted_at is null and ${where}${condition}`
  })
  return `select t.* from (${rows.join(' union all ')}) t order by ${rank} limit ${limit}`
}

function nameSql({ object, whole, masks }: Sight): string {
  if (object.fields[whole.nameField] === undefined) return "''"
  const column = `t.${columnOf(whole.nameField)}`
  return masks.has(whole.nameField) ? `coalesce(${column}, '')` : column
}

/** What the index found by a value that may not be seen is not found. */
function visibleMatches({ object, whole, masks }: Sight, patterns: readonly string[]): string[] {
  if (object.searchFields.length === whole.searchFields.length && !whole.searchFields.some((name) => masks.has(name))) return []
  return patterns.map((pattern) => `(${haystackSql(object)}) ilike ${pattern}`)
}

/** The field under the name; of a reference, its name. */
function detailSql(catalog: Catalog, sight: Sight, binder: Binder): string {
  const { object } = sight
  if (object.detailField === undefined) return 'null'
  const column = `t.${columnOf(object.detailField)}`
  const field = object.fields[object.detailField]
  if (field?.reference === undefined) return `${column}::text`
  const target = catalog.target(field.reference)
  const named = `select r.${columnOf(target.nameColumn)} from ${target.table} r where r.tenant_id = $1 and r.id = ${column}`
  const type = catalog.find(field.reference)
  const other = type && sightOf(sight, type.object)
  if (other === undefined || seesAllNames(other)) return `(${named})`
  const seen = nameConditions(other, 'r', binder)
  return seen === undefined ? 'null' : `(${named}${seen.map((condition) => ` and ${condition}`).join('')})`
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
