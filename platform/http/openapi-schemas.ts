import { z } from 'zod'
import type { ZodType } from 'zod'

export type JsonObject = Record<string, unknown>
type Direction = 'input' | 'output'
type Definitions = Record<string, JsonObject>

/**
 * Turns Zod definitions into JSON Schema (draft 2020-12). A definition named by `.meta({ id: 'Deal' })` becomes one shared
 * component; where what goes in differs from what comes out, the ingoing form is called `DealInput`.
 */
export class SchemaComponents {
  readonly schemas: Definitions = {}

  /** The schema to put in place: inline, or a reference to a component. */
  describe(schema: ZodType, direction: Direction): JsonObject {
    const { root, definitions } = convert(schema, direction)
    const names = direction === 'output' ? new Map<string, string>() : inputNames(definitions, convert(schema, 'output').definitions)
    for (const [id, definition] of Object.entries(definitions)) this.schemas[names.get(id) ?? id] = relink(definition, names)
    return relink(root, names)
  }
}

/** The whole schema and the named definitions in it; a schema that is itself named is a reference to its definition. */
function convert(schema: ZodType, io: Direction): { root: JsonObject; definitions: Definitions } {
  const converted = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any', override: openAnswer }) as JsonObject
  const { $schema: _dialect, $defs, id, ...root } = converted
  const definitions: Definitions = {}
  for (const [name, { id: _id, ...definition }] of Object.entries(($defs ?? {}) as Definitions)) definitions[name] = definition
  if (typeof id !== 'string') return { root, definitions }
  definitions[id] = root
  return { root: { $ref: `#/$defs/${id}` }, definitions }
}

/** Answers may gain members without breaking anybody; Zod would describe them as closed, and so as different from the same thing going in. */
function openAnswer({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (zodSchema instanceof z.ZodObject && zodSchema.def.catchall === undefined) delete jsonSchema.additionalProperties
}

/** `Deal` → `DealInput` for definitions that differ by direction, and for those that refer to such. */
function inputNames(ingoing: Definitions, outgoing: Definitions): Map<string, string> {
  const names = new Map<string, string>()
  for (let known = -1; known < names.size;) {
    known = names.size
    for (const [id, definition] of Object.entries(ingoing)) {
      const same =
        outgoing[id] !== undefined && JSON.stringify(relink(definition, names)) === JSON.stringify(relink(outgoing[id], new Map()))
      if (!same) names.set(id, `${id}Input`)
    }
  }
  return names
}

/** `#/$defs/Deal` → `#/components/schemas/Deal`, everywhere. */
function relink(node: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const text = JSON.stringify(node, (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value
    const id = value.replace('#/$defs/', '')
    return `#/components/schemas/${names.get(id) ?? id}`
  })
  return JSON.parse(text) as JsonObject
}
