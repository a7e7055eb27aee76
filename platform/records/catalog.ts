import type { FieldError } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { ObjectDefinition, Values } from './definition/object.ts'

/** What a reference can point at: an object of the catalog, or a table of another package (members, stages). */
export interface ReferenceTarget {
  readonly name: string
  /** With its schema. Its key is (tenant_id, id). */
  readonly table: string
  readonly nameColumn: string
  /** Has `deleted_at`: a record in the trash is shown as deleted. */
  readonly trash: boolean
  /** Further text columns to show beside the name: a stage's kind and hue. */
  readonly shows: readonly string[]
}

export interface PlannedUpdate {
  readonly id: string
  /** The record's values before. */
  readonly before: Values
  /** What is asked for; rules may add to it. */
  readonly changes: Values
}

/**
 * What an object's own rules add to the general ones. Both take many records at once, so that an import of 10,000 rows asks
 * the database as often as a form does. They may add values; they answer with the faults of each record, in order.
 */
export interface RecordRules {
  beforeInsert?(tx: Tx, rows: Values[]): Promise<FieldError[][]>
  beforeUpdate?(tx: Tx, updates: readonly PlannedUpdate[]): Promise<FieldError[][]>
}

export interface RecordType {
  readonly object: ObjectDefinition
  readonly rules: RecordRules
  /** Lives inside other records (a note): no list of its own in menus, search, trash or imports. */
  readonly embedded: boolean
}

/** Something people wrote about a record, shown among the changes in its timeline. */
export interface Remark {
  /** uuid version 7: in order of time. */
  readonly id: string
  readonly version: number
  readonly at: string
  readonly authorId: string | null
  readonly authorName: string | null
  readonly body: string
}

/** Where remarks are kept: an embedded kind of record with a text, an author and references to what it is about. */
export interface RemarkSource {
  /** Name of that object. */
  readonly object: string
  readonly bodyField: string
  /** A reference to a member. */
  readonly authorField: string
  /** By name of the object that remarks are about: the field that refers to it. */
  readonly subjects: Readonly<Record<string, string>>
}

export interface CatalogOptions {
  readonly types: readonly { object: ObjectDefinition; rules?: RecordRules; embedded?: boolean }[]
  readonly targets: readonly ReferenceTarget[]
  readonly remarks?: RemarkSource
}

/** The kinds of records that a product has, and what their references point at. Made once, by the domain. */
export class Catalog {
  readonly types: readonly RecordType[]
  readonly remarks: RemarkSource | undefined
  readonly #byName: ReadonlyMap<string, RecordType>
  readonly #targets: ReadonlyMap<string, ReferenceTarget>

  constructor({ types, targets, remarks }: CatalogOptions) {
    this.remarks = remarks
    this.types = types.map(({ object, rules = {}, embedded = false }) => ({ object, rules, embedded }))
    this.#byName = new Map(
      this.types.flatMap((type) => [
        [type.object.name, type],
        [type.object.plural, type],
      ]),
    )
    this.#targets = new Map([...this.types.map((type) => targetOf(type.object)), ...targets].map((target) => [target.name, target]))
    for (const { object } of this.types) {
      for (const [name, field] of Object.entries(object.fields)) {
        if (field.reference !== undefined && !this.#targets.has(field.reference))
          throw new Error(`${object.name}.${name} refers to ${field.reference}, which nobody declared`)
      }
    }
  }

  /** What people see as kinds of records, in the order of menus. */
  get objects(): ObjectDefinition[] {
    return this.types.filter((type) => !type.embedded).map((type) => type.object)
  }

  /** By singular or plural name; undefined for a name that came from outside and is none. */
  find(name: string): RecordType | undefined {
    return this.#byName.get(name)
  }

  /** By a name that the program wrote itself. */
  type(name: string): RecordType {
    const type = this.find(name)
    if (type === undefined) throw new Error(`No object is called ${name}`)
    return type
  }

  target(name: string): ReferenceTarget {
    const target = this.#targets.get(name)
    if (target === undefined) throw new Error(`No reference target is called ${name}`)
    return target
  }
}

function targetOf(object: ObjectDefinition): ReferenceTarget {
  return { name: object.name, table: object.table, nameColumn: object.nameField, trash: true, shows: [] }
}
