import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { memberRoute, problems } from '@freehold/kernel'
import { z } from 'zod'
import { openApiDocument } from './index.ts'
import { sampleRoutes } from './fixture/sample-routes.ts'
import { sampleServer } from './fixture/sample-server.ts'

interface Operation {
  readonly operationId: string
  readonly parameters: Record<string, unknown>[]
  readonly responses: Record<string, Record<string, unknown>>
  readonly [name: string]: unknown
}
interface Description {
  readonly openapi: string
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Record<string, unknown>>; readonly [name: string]: Record<string, unknown> }
}

const document = openApiDocument(sampleRoutes) as unknown as Description
const operation = (method: string, path: string): Operation => {
  const found = document.paths[path]?.[method]
  if (found === undefined) throw new Error(`no ${method} ${path}`)
  return found
}

/** Every `$ref` in a document. */
function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : references(value)))
}

function resolve(pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
}

describe('the API description', () => {
  it('has every route once, with its own id and access', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId, 'x-freehold-access': access }]) => ({ method, path, operationId, access })),
    )
    const declared = sampleRoutes.map((route) => ({
      method: route.method.toLowerCase(),
      path: route.path.replace(':id', '{id}'),
      operationId: route.id,
      access: route.access,
    }))
    expect(described.toSorted((a, b) => (a.operationId < b.operationId ? -1 : 1))).toEqual(
      declared.toSorted((a, b) => (a.operationId < b.operationId ? -1 : 1)),
    )
  })

  it('is OpenAPI 3.1 in shape: every reference resolves, every path parameter is described, every operation answers', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    for (const reference of references(document)) expect(resolve(reference), reference).toBeDefined()
    for (const [path, item] of Object.entries(document.paths)) {
      for (const { parameters, responses } of Object.values(item)) {
        const inPath = parameters.filter((parameter) => parameter['in'] === 'path').map((parameter) => parameter['name'])
        expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
        expect(Object.keys(responses).filter((status) => status.startsWith('2'))).toHaveLength(1)
      }
    }
  })

  it('holds schemas that a JSON Schema compiler takes', () => {
    // Ajv comes with Fastify; draft 2020-12 is what OpenAPI 3.1 means.
    const { default: Ajv2020 } = createRequire(createRequire(import.meta.url).resolve('fastify'))('ajv/dist/2020.js') as {
      default: new (options: object) => {
        addSchema(schema: object, key: string): void
        compile(schema: object): (value: unknown) => boolean
      }
    }
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'api', ...document }, 'api')
    const isThing = ajv.compile({ $ref: 'api#/components/schemas/Thing' })
    expect(isThing({ id: 'x', version: 1, name: 'n' })).toBe(true)
    expect(isThing({ id: 'x', version: 'one', name: 'n' })).toBe(false)
  })

  it('describes headers, session and problems', () => {
    const change = operation('patch', '/things/{id}')
    expect(change.parameters.map((parameter) => parameter['$ref'] ?? parameter['name'])).toEqual([
      'id',
      '#/components/parameters/IfMatch',
      '#/components/parameters/Organization',
    ])
    expect(change['security']).toEqual([{ session: [] }])
    expect(operation('post', '/sessions')['security']).toEqual([])
    expect(change.responses['409']?.['x-freehold-codes']).toContain('stale_version')
    expect(change.responses['428']?.['x-freehold-codes']).toEqual(['version_required'])
    expect(Object.keys(operation('post', '/things').responses)).toEqual(
      expect.arrayContaining(['201', '401', '403', '422', '429', '500', '503']),
    )
    expect(document.components.schemas['Problem']).toMatchObject({ properties: { code: { enum: Object.keys(problems) } } })
  })

  it('takes query parameters from the schema as they go in', () => {
    const limit = operation('get', '/things').parameters.find((parameter) => parameter['name'] === 'limit')
    expect(limit).toMatchObject({ in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
    expect(limit).not.toHaveProperty('required')
  })

  it('shares named definitions, and keeps what goes in apart from what comes out', () => {
    const money = z.object({ amount: z.int(), currency: z.string().default('EUR') }).meta({ id: 'Money' })
    const route = memberRoute({
      method: 'POST',
      path: '/payments',
      id: 'pay',
      summary: 'Pay',
      tag: 'payments',
      action: 'create',
      resource: 'payments',
      body: z.object({ price: money }),
      response: z.object({ price: money, again: money }),
      handler: async (_ctx, { body }) => ({ body: { price: body.price, again: body.price } }),
    })
    const { components } = openApiDocument([route]) as unknown as Description
    const required = Object.fromEntries(Object.entries(components.schemas).map(([name, schema]) => [name, schema['required']]))
    expect(required['Money']).toEqual(['amount', 'currency'])
    expect(required['MoneyInput']).toEqual(['amount'])
  })

  it('is served with the reference that reads it, under a policy without foreign scripts', async () => {
    const { app } = await sampleServer()
    const served = await app.inject({ url: '/api/v1/openapi.json' })
    expect(served.json().paths).toEqual(document.paths)
    const page = await app.inject({ url: '/api/v1/reference' })
    expect(page.headers['content-security-policy']).toContain("script-src 'self';")
    for (const [, address] of page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const file = await app.inject({ url: address ?? '' })
      expect([address, file.statusCode, file.headers['x-content-type-options']]).toEqual([address, 200, 'nosniff'])
    }
    await app.close()
  })
})
