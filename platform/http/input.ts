import { Problem } from '@freehold/kernel'
import type { FieldError, ReaderInput, Route } from '@freehold/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ZodObject, ZodType } from 'zod'

interface Parsed {
  readonly params: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly body: unknown
}

/** Reads a request by the route's schemas. Made once per route: Zod compiles a schema at its first use. */
export class InputReader {
  readonly #params: ZodObject | undefined
  readonly #query: ZodObject
  readonly #body: ZodType | undefined

  constructor(route: Route) {
    this.#params = route.params
    this.#query = closed(route.query ?? z.object({}))
    this.#body = route.body === 'upload' ? z.undefined() : closedBody(route.body)
  }

  /** Throws `invalid_input` with every failing value, of the address, the query and the body alike. `own`: schemas for this reader. */
  read(request: FastifyRequest, own: ReaderInput = {}): Parsed {
    const errors: FieldError[] = []
    const params = this.#params === undefined ? {} : parse(this.#params, request.params, errors)
    const query = parse(own.query ?? this.#query, request.query, errors)
    const body = this.#readBody(own.body ?? this.#body, request.body, errors)
    if (errors.length > 0) throw new Problem('invalid_input', { detail: sentence(errors), errors })
    return { params: params as Record<string, unknown>, query: query as Record<string, unknown>, body }
  }

  #readBody(schema: ZodType | undefined, body: unknown, errors: FieldError[]): unknown {
    if (schema !== undefined) return parse(schema, body, errors)
    if (body !== undefined) errors.push({ path: '', message: 'This address takes no body' })
    return undefined
  }
}

/** Unknown names are refused unless the schema says what to do with them: a mistyped filter must not list everything. */
function closed(schema: ZodObject): ZodObject {
  return schema.def.catchall === undefined ? schema.strict() : schema
}

function closedBody(schema: ZodType | undefined): ZodType | undefined {
  return schema instanceof z.ZodObject ? closed(schema) : schema
}

function parse(schema: ZodType, value: unknown, errors: FieldError[]): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  for (const issue of result.error.issues) errors.push(...fieldErrors(issue, known, value))
  return undefined
}

function fieldErrors(issue: z.core.$ZodIssue, known: readonly string[], value: unknown): FieldError[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      message: path === '' ? `There is no "${key}" here${suggestion(key, known)}` : 'There is no such member here',
    }))
  }
  // Zod says "expected string, received undefined"; a person left a field out.
  if (issue.code === 'invalid_type' && isMissing(value, issue.path)) return [{ path, message: 'Required' }]
  return [{ path, message: issue.message }]
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return false
    at = (at as Record<PropertyKey, unknown>)[key]
  }
  return at === undefined
}

/** Names that begin alike (`amount.gt` for `amount.more`), else the short names; a list has some eighty filters. */
function suggestion(key: string, known: readonly string[]): string {
  const stem = key.split('.')[0] ?? key
  const alike = known.filter(
    (name) => name === stem || name.startsWith(`${stem}.`) || name.toLowerCase().startsWith(stem.slice(0, 4).toLowerCase()),
  )
  const names = alike.length > 0 ? alike : known.filter((name) => !name.includes('.'))
  if (names.length === 0) return ''
  return `; known are ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}`
}

function sentence(errors: readonly FieldError[]): string {
  const [first] = errors
  if (first === undefined || errors.length > 1) return `${errors.length} values are not valid. Nothing was saved.`
  return first.path === '' ? first.message : `${first.path}: ${first.message}`
}
