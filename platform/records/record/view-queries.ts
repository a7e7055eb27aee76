import type { Catalog, ReferenceTarget } from '../catalog.ts'
import { columnOf, referenceMember, type ObjectDefinition } from '../definition/object.ts'

/** A record as it is answered: `definition/object-schema.ts` says of what shape. */
export interface RecordView {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  [member: string]: unknown
}

export interface Referred {
  id: string
  name: string
  deleted?: true
}

interface Join {
  readonly field: string
  readonly member: string
  readonly target: ReferenceTarget
}

/** How an object's rows are read with the names of what they refer to; made once for each object. */
export interface View {
  /** Select list over `t` and the joined tables. */
  readonly columns: string
  /** Left joins on `t`; `$1` is the organization. */
  readonly joins: string
  readonly plain: readonly string[]
  readonly references: readonly Join[]
}

const views = new WeakMap<ObjectDefinition, View>()

export function viewOf(catalog: Catalog, object: ObjectDefinition): View {
  let view = views.get(object)
  if (view === undefined) {
    view = makeView(catalog, object)
    views.set(object, view)
  }
  return view
}

function makeView(catalog: Catalog, object: ObjectDefinition): View {
  const plain = ['id', 'version', 'createdAt', 'updatedAt', 'deletedAt', ...Object.keys(object.fields)]
  const references = Object.entries(object.fields).flatMap(([field, { reference }]) =>
    reference === undefined ? [] : [{ field, member: referenceMember(field), target: catalog.target(reference) }],
  )
  return {
    columns: [...plain.map((name) => `t.${columnOf(name)} as "${name}"`), ...references.flatMap(referenceColumns)].join(', '),
    joins: references.map(referenceJoin).join(' '),
    plain,
    references,
  }
}

function referenceColumns({ member, target }: Join): string[] {
  const table = `"${member}"`
  return [
    `${table}.${columnOf(target.nameColumn)} as "${member}.name"`,
    ...(target.trash ? [`${table}.deleted_at is not null as "${member}.deleted"`] : []),
    ...target.shows.map((column) => `${table}.${column} as "${member}.${column}"`),
  ]
}

function referenceJoin({ field, member, target }: Join): string {
  return `left join ${target.table} "${member}" on "${member}".tenant_id = $1 and "${member}".id = t.${columnOf(field)}`
}

export function toRecord(view: View, row: Readonly<Record<string, unknown>>): RecordView {
  const record: Record<string, unknown> = {}
  for (const name of view.plain) record[name] = row[name]
  for (const join of view.references) record[join.member] = referred(join, row)
  return record as RecordView
}

function referred({ field, member, target }: Join, row: Readonly<Record<string, unknown>>): Referred | null {
  const id = row[field]
  if (id === null || id === undefined) return null
  const found: Record<string, unknown> = { id, name: row[`${member}.name`] }
  if (row[`${member}.deleted`] === true) found['deleted'] = true
  for (const column of target.shows) found[column] = row[`${member}.${column}`]
  return found as unknown as Referred
}
