import { describedRoutes } from '../../apps/server/api-routes.ts'
import { openApiDocument } from '@freehold/http'

/** One operation of the API description. */
export interface Operation {
  id: string
  method: string
  /** `/api/v1/deals/{id}`. */
  path: string
  access: { kind: 'public' | 'session' | 'member'; action?: string; resource?: string }
  parameters: { name: string; in: string; schema: Schema }[]
  body?: Schema
  upload: boolean
}

export interface Schema {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minLength?: number
  minimum?: number
  minItems?: number
  default?: unknown
  $ref?: string
}

interface Document {
  paths: Record<string, Record<string, RawOperation>>
  components?: { schemas?: Record<string, Schema> }
}
interface RawOperation {
  operationId: string
  'x-freehold-access': Operation['access']
  parameters?: ({ name: string; in: string; schema: Schema } | { $ref: string })[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Every operation, from the document that the server publishes: none can be left out (T12). */
export function operations(): Operation[] {
  const document = openApiDocument(describedRoutes()) as unknown as Document
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, raw]) => {
        const content = raw.requestBody?.content ?? {}
        const json = content['application/json']?.schema
        return {
          id: raw.operationId,
          method,
          path: `/api/v1${path}`,
          access: raw['x-freehold-access'],
          parameters: (raw.parameters ?? []).filter((parameter) => 'name' in parameter),
          ...(json && { body: resolve(json, document) }),
          upload: raw.requestBody !== undefined && json === undefined,
        }
      }),
  )
}

function resolve(schema: Schema, document: Document): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : resolve(document.components?.schemas?.[name] ?? {}, document)
}

/** A value that the schema accepts, as small as it can be; `uuid` stands wherever an id is expected. */
export function sample(schema: Schema, uuid: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const options = schema.anyOf ?? schema.oneOf
  if (options) return sample(options.find((option) => option.type !== 'null') ?? {}, uuid)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, uuid)))
  const type = Array.isArray(schema.type) ? schema.type.find((candidate) => candidate !== 'null') : schema.type
  if (type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [
        name,
        name === 'email' ? 'somebody@attack.example' : sample(schema.properties?.[name] ?? {}, uuid),
      ]),
    )
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, uuid))
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  return text(schema, uuid)
}

function text(schema: Schema, uuid: string): string {
  const formats: Record<string, string> = {
    uuid,
    email: 'somebody@attack.example',
    date: '2026-01-02',
    'date-time': '2026-01-02T03:04:05Z',
    uri: 'https://attack.example',
  }
  if (schema.format !== undefined && schema.format in formats) return formats[schema.format] ?? ''
  if (isId(schema)) return uuid
  return 'Attack '
    .repeat(Math.ceil((schema.minLength ?? 1) / 7))
    .trimEnd()
    .padEnd(schema.minLength ?? 1, 'x')
}

export function isId(schema: Schema): boolean {
  return schema.format === 'uuid' || [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(isId)
}
