import { z } from 'zod'
import type { ZodType } from 'zod'

export type JsonObject = Record<string, unknown>

/**
 * Turns Zod definitions into JSON Schema (draft 2020-12). A definition named by `.meta({ id: 'Deal' })` becomes one shared
 * component; where what goes in differs from what comes out, the ingoing form is called `DealInput`.
 */
export class SchemaComponents {
  readonly schemas: Record<string, JsonObject> = {}

  /** The schema to put in place: inline, or a reference to a component. */
  describe(schema: ZodType, io: 'input' | 'output'): JsonObject {
    const converted = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
    const { $schema: _dialect, $defs: definitions = {}, id, ...root } = converted as JsonObject & { $defs?: Record<string, JsonObject> }
    const renamed = new Map<string, string>()
    for (const [name, definition] of Object.entries(definitions)) renamed.set(name, this.#nameFor(name, definition, io))
    for (const [name, definition] of Object.entries(definitions)) this.#store(renamed.get(name) ?? name, relink(withoutId(definition), renamed))
    const linked = relink(root, renamed)
    if (typeof id !== 'string') return linked
    const name = this.#nameFor(id, linked, io)
    this.#store(name, linked)
    return { $ref: `#/components/schemas/${name}` }
  }

  #nameFor(name: string, definition: JsonObject, io: 'input' | 'output'): string {
    const known = this.schemas[name]
    if (io === 'output' || known === undefined || JSON.stringify(known) === JSON.stringify(withoutId(definition))) return name
    return `${name}Input`
  }

  #store(name: string, definition: JsonObject): void {
    this.schemas[name] = definition
  }
}

function withoutId(definition: JsonObject): JsonObject {
  const { id: _id, ...rest } = definition
  return rest
}

/** `#/$defs/Deal` → `#/components/schemas/Deal`, everywhere. */
function relink(node: JsonObject, renamed: ReadonlyMap<string, string>): JsonObject {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (key !== '$ref' || typeof value !== 'string') return value
      const name = value.replace('#/$defs/', '')
      return `#/components/schemas/${renamed.get(name) ?? name}`
    }),
  ) as JsonObject
}
