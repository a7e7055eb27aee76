import type { SqlQuery } from '@freehold/tenancy'
import type { Catalog } from '../catalog.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { Binder } from '../list/selection-queries.ts'
import { named } from '../statement-name.ts'

export interface SearchRow {
  object: string
  id: string
  name: string
  detail: string | null
}

// Per object; a word that fits more records than this is no search, and reading them all would take seconds.
const mostMatches = 1_000

/** Records of all objects whose search fields contain every word; names that begin with the text come first, then short ones. */
export function searchQuery(catalog: Catalog, tenant: string, words: readonly string[], limit: number): SqlQuery<SearchRow> {
  const binder = new Binder(tenant)
  const patterns = words.map((word) => binder.bind(`%${escapeLike(word)}%`, 'text'))
  const beginning = binder.bind(`${escapeLike(words.join(' '))}%`, 'text')
  const rank = `(t.name ilike ${beginning}) desc, length(t.name), t.name, t.id`
  const sources = catalog.objects
    .filter((object) => object.searchFields.length > 0)
    .map(
      (object) =>
        `(select '${object.name}' as object, t.id, t.name, ${detailSql(catalog, object)} as detail from (${matchesSql(object, patterns, rank, limit)}) t)`,
    )
  return named(
    'search',
    `select object, id, name, detail from (${sources.join(' union all ')}) t order by ${rank} limit ${limit}`,
    binder.values,
  )
}

function matchesSql(object: ObjectDefinition, patterns: readonly string[], rank: string, limit: number): string {
  const matches = patterns.map((pattern) => `t.id in (select m from ${object.table}_matching(${pattern}, null, null, ${mostMatches}) m)`)
  const name = columnOf(object.nameField)
  return `select t.* from (select t.*${name === 'name' ? '' : `, t.${name} as name`} from ${object.table} t where t.tenant_id = $1 and t.deleted_at is null and ${matches.join(' and ')}) t order by ${rank} limit ${limit}`
}

/** The field under the name; of a reference, its name. */
function detailSql(catalog: Catalog, object: ObjectDefinition): string {
  if (object.detailField === undefined) return 'null'
  const column = `t.${columnOf(object.detailField)}`
  const field = object.fields[object.detailField]
  if (field?.reference === undefined) return `${column}::text`
  const target = catalog.target(field.reference)
  return `(select r.${columnOf(target.nameColumn)} from ${target.table} r where r.tenant_id = $1 and r.id = ${column})`
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}
