/** JSON Schema (draft 2020-12, as `z.toJSONSchema` writes it) → TypeScript, as text. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
}

export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.replace('#/components/schemas/', '')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return union(choices.map(typeOf))
  if (schema.allOf !== undefined) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => typeOf({ ...schema, type })))
  return typeByName(schema)
}

function typeByName(schema: Schema): string {
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return arrayType(schema)
    case 'object':
      return objectType(schema)
    default:
      return schema.properties === undefined ? 'unknown' : objectType(schema)
  }
}

function arrayType(schema: Schema): string {
  if (schema.prefixItems !== undefined) return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`
  return `readonly (${schema.items === undefined ? 'unknown' : typeOf(schema.items)})[]`
}

function objectType(schema: Schema): string {
  const required = new Set(schema.required ?? [])
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const comment = member.description === undefined ? '' : `/** ${member.description.replaceAll('*/', '')} */\n`
    return `${comment}${propertyName(name)}${required.has(name) ? '' : '?'}: ${typeOf(member)}`
  })
  const others = schema.additionalProperties
  if (others === undefined || others === false) return members.length === 0 ? 'Record<never, never>' : `{ ${members.join(';\n')} }`
  const open = `{ [name: string]: ${others === true ? 'unknown' : typeOf(others)} }`
  return members.length === 0 ? open : `{ ${members.join(';\n')} } & ${open}`
}

export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}

/** `string | string` says nothing twice. */
function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ')
}
