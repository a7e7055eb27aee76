import { propertyName, typeOf } from './client-types.ts'
import type { Schema } from './client-types.ts'

interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly explode?: boolean
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

/** The parts of the API description that the client is made from. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** `apps/client/generated.ts` as text: types of every operation, and a table of method and path for the runtime. */
export function clientSource(description: ApiDescription): string {
  const entries = Object.entries(description.paths)
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })))
    .toSorted((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1))
  const { Problem: problem, ...schemas } = description.components.schemas
  return [
    '// Made from the API description by scripts/generate-client.ts; change the routes, not this file.',
    'export type QueryText = string | number | boolean | readonly string[]',
    `export type ProblemCode = ${typeOf(problem?.properties?.['code'] ?? {})}`,
    ...Object.entries(schemas)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, schema]) => `export type ${name} = ${typeOf(schema)}`),
    'export interface Operations {',
    ...entries.map(({ operation }) => operationSource(operation)),
    '}',
    'export const operations: Readonly<Record<keyof Operations, string>> = {',
    ...entries.map(({ method, path, operation }) => `  ${operation.operationId}: '${method} ${path}',`),
    '}',
    '',
  ].join('\n')
}

function operationSource(operation: Operation): string {
  const headers = operation.parameters.map((parameter) => parameter.$ref?.split('/').at(-1))
  const members = [
    ...group('params', operation.parameters, 'path'),
    ...group('query', operation.parameters, 'query'),
    ...bodySource(operation),
    ...(headers.includes('IfMatch') ? ['version: true'] : []),
    ...(headers.includes('IdempotencyKey') ? ['idempotent: true'] : []),
    `answer: ${answerType(operation)}`,
  ]
  return `  /** ${operation.summary} */\n  ${operation.operationId}: {\n${members.map((member) => `    ${member}\n`).join('')}  }`
}

function group(name: 'params' | 'query', parameters: readonly Parameter[], place: 'path' | 'query'): string[] {
  const own = parameters.filter((parameter) => parameter.in === place)
  if (own.length === 0) return []
  const open = own.filter((parameter) => parameter.explode === true).map(() => '{ readonly [name: string]: QueryText | undefined }')
  const members = own
    .filter((parameter) => parameter.explode !== true)
    .map((parameter) => `${propertyName(parameter.name)}${parameter.required === true ? '' : '?'}: ${parameterType(parameter, place)}`)
  return [`${name}: ${[...(members.length === 0 ? [] : [`{ ${members.join('; ')} }`]), ...open].join(' & ')}`]
}

/** Query values are text on the wire; numbers, booleans and lists are what a caller has. */
function parameterType(parameter: Parameter, place: 'path' | 'query'): string {
  const type = typeOf(parameter.schema)
  const given = place === 'path' ? type : type.replace(/\bstring\b/, 'QueryText').replace('"true" | "false"', 'boolean')
  return parameter.required === true ? given : `${given} | undefined`
}

function bodySource(operation: Operation): string[] {
  const content = operation.requestBody?.content
  if (content === undefined) return []
  const json = content['application/json']
  return [json === undefined ? 'body: Blob | ArrayBuffer' : `body: ${typeOf(json.schema)}`]
}

function answerType(operation: Operation): string {
  const [, success] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? []
  if (success?.content === undefined) return 'undefined'
  const json = success.content['application/json']
  return json === undefined ? 'Blob' : typeOf(json.schema)
}
