import type { ProblemCode, Route } from '@freehold/kernel'
import { problems } from '@freehold/kernel'
import type { JsonObject, SchemaComponents } from './openapi-schemas.ts'

export function operationObject(route: Route, components: SchemaComponents): JsonObject {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    'x-freehold-access': route.access,
    ...(route.access.kind === 'public' ? { security: [] } : { security: [{ session: [] }] }),
    parameters: [
      ...pathParameterObjects(route, components),
      ...queryParameterObjects(route, components),
      ...headerReferences(route).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...requestBody(route, components),
    responses: { [String(route.status ?? 200)]: success(route, components), ...failures(route) },
  }
}

function pathParameterObjects(route: Route, components: SchemaComponents): JsonObject[] {
  if (route.params === undefined) return []
  const schema = components.describe(route.params, 'input')
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>).map(([name, parameter]) => ({
    name,
    in: 'path',
    required: true,
    schema: parameter,
  }))
}

function queryParameterObjects(route: Route, components: SchemaComponents): JsonObject[] {
  if (route.query === undefined) return []
  const schema = components.describe(route.query, 'input')
  const required = new Set((schema['required'] ?? []) as string[])
  const named = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>).map(([name, { description, ...parameter }]) => ({
    name,
    in: 'query',
    ...(required.has(name) ? { required: true } : {}),
    ...(description === undefined ? {} : { description }),
    schema: parameter,
  }))
  const others = schema['additionalProperties']
  if (typeof others !== 'object' || others === null) return named
  // An open set of names (filters): one exploded object, as OpenAPI writes it.
  return [
    ...named,
    { name: 'filters', in: 'query', style: 'form', explode: true, schema: { type: 'object', additionalProperties: others } },
  ]
}

function headerReferences(route: Route): string[] {
  return [
    ...(route.conditional === true ? ['IfMatch'] : []),
    ...(route.idempotent === true ? ['IdempotencyKey'] : []),
    ...(route.access.kind === 'member' ? ['Organization'] : []),
  ]
}

function requestBody(route: Route, components: SchemaComponents): JsonObject {
  if (route.body === undefined) return {}
  const content =
    route.body === 'upload'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: components.describe(route.body, 'input') } }
  return { requestBody: { required: true, content } }
}

function success(route: Route, components: SchemaComponents): JsonObject {
  const headers = {
    'X-Request-Id': { $ref: '#/components/headers/RequestId' },
    ...(route.status === 201 ? { Location: { $ref: '#/components/headers/Location' } } : {}),
    ...(route.conditional === true ? { ETag: { $ref: '#/components/headers/ETag' } } : {}),
  }
  if (route.status === 204) return { description: 'Done; nothing to say.', headers }
  if (route.streams !== undefined) {
    return { description: 'The file.', headers, content: { [route.streams]: { schema: { type: 'string', format: 'binary' } } } }
  }
  return { description: 'Success.', headers, content: { 'application/json': { schema: components.describe(route.response, 'output') } } }
}

/** Problems by status: what this kind of route may answer besides success. */
function failures(route: Route): JsonObject {
  const codesByStatus = new Map<number, ProblemCode[]>()
  for (const code of codesOf(route)) codesByStatus.set(problems[code].status, [...(codesByStatus.get(problems[code].status) ?? []), code])
  const responses: JsonObject = {}
  for (const [status, codes] of [...codesByStatus].toSorted(([a], [b]) => a - b)) {
    responses[String(status)] = {
      description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join('\n'),
      'x-freehold-codes': codes,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return responses
}

function codesOf(route: Route): ProblemCode[] {
  const writes = route.method !== 'GET'
  return [
    'bad_request',
    'internal_error',
    'unavailable',
    'too_costly',
    'too_many_requests',
    ...(route.access.kind === 'public' ? [] : (['not_signed_in'] as const)),
    ...(route.access.kind === 'member' ? (['forbidden', 'organization_switched'] as const) : []),
    ...(writes ? (['foreign_origin', 'already_exists', 'still_referenced', 'wrong_state'] as const) : []),
    ...(route.params === undefined ? [] : (['not_found'] as const)),
    ...(route.params === undefined && route.query === undefined && route.body === undefined ? [] : (['invalid_input'] as const)),
    ...(route.query !== undefined && 'cursor' in route.query.shape ? (['invalid_cursor'] as const) : []),
    ...(route.body === undefined ? [] : (['too_large', 'unsupported_file'] as const)),
    ...(route.conditional === true ? (['stale_version', 'version_required'] as const) : []),
    ...(route.idempotent === true ? (['idempotency_conflict'] as const) : []),
  ]
}
