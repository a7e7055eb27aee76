import type { Route } from '@freehold/kernel'
import { problems } from '@freehold/kernel'
import { apiPrefix } from './route-table.ts'
import { operationObject } from './openapi-operation.ts'
import { SchemaComponents } from './openapi-schemas.ts'
import type { JsonObject } from './openapi-schemas.ts'

export interface OpenApiOptions {
  readonly title?: string
  readonly version?: string
  /** The server's own address, if one is configured. */
  readonly origin?: string
  readonly cookieName?: string
}

/** The OpenAPI 3.1 document of these routes, made from the Zod definitions that also check their input. */
export function openApiDocument(routes: readonly Route[], options: OpenApiOptions = {}): JsonObject {
  const components = new SchemaComponents()
  const paths: Record<string, JsonObject> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    const item = (paths[path] ??= {})
    item[route.method.toLowerCase()] = operationObject(route, components)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: options.title ?? 'Freehold API',
      version: options.version ?? '1',
      description:
        'JSON over HTTP. Failures are RFC 9457 problem documents with a stable `code`. A signed-in browser session authenticates by cookie; ' +
        'every write from a browser carries its Origin. Records have versions: change one with If-Match, and a stale version answers 409 with both sides.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${options.origin ?? ''}${apiPrefix}` }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...components.schemas },
      parameters: parameterComponents,
      headers: headerComponents,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: options.cookieName ?? '__Host-freehold', description: 'Set by POST /sessions.' },
      },
    },
  }
}

const problemSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457). Further members depend on the code: a stale version carries `current`, `yours` and `base`.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems) },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'The request id.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code'],
  additionalProperties: true,
}

const parameterComponents = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version that is changed, as its ETag: `"7"`.',
    schema: { type: 'string', pattern: '^(W/)?"[0-9]+"$' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key with the same request answers the first result again instead of creating twice.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  },
  Organization: {
    name: 'Freehold-Organization',
    in: 'header',
    description: 'Slug of the organization that the caller believes to be in; another one answers `organization_switched`.',
    schema: { type: 'string' },
  },
}

const headerComponents = {
  ETag: { description: 'The version, quoted: `"7"`.', schema: { type: 'string' } },
  Location: { description: 'Address of what was created.', schema: { type: 'string' } },
  RequestId: { description: 'Stands in every log line and ledger entry of this request.', schema: { type: 'string' } },
}
