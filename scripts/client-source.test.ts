import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { clientFile, generatedClient } from './client-description.ts'
import { clientSource } from './client-source.ts'
import { typeOf } from './client-types.ts'

it('apps/client/generated.ts is what the routes say', async () => {
  expect(await readFile(clientFile, 'utf8')).toBe(await generatedClient())
})

describe('a type from JSON Schema', () => {
  it.each([
    [{ type: 'integer' }, 'number'],
    [{ type: 'null' }, 'null'],
    [{}, 'unknown'],
    [{ const: 'won' }, '"won"'],
    [{ enum: ['open', 'won', null] }, '"open" | "won" | null'],
    [{ $ref: '#/components/schemas/Deal' }, 'Deal'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ anyOf: [{ type: 'string', format: 'uuid' }, { type: 'string' }] }, 'string'],
    [
      { allOf: [{ $ref: '#/components/schemas/Deal' }, { type: 'object', additionalProperties: true }] },
      '(Deal) & ({ [name: string]: unknown })',
    ],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, 'readonly (string | null)[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] }, 'readonly [string, number]'],
    [
      { type: 'object', properties: { a: { type: 'string' }, 'b.gte': { type: 'number' } }, required: ['a'] },
      '{ a: string;\n"b.gte"?: number }',
    ],
    [{ type: 'object' }, 'Record<never, never>'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ [name: string]: number }'],
  ])('%j', (schema, expected) => {
    expect(typeOf(schema)).toBe(expected)
  })
})

it('an operation says what it takes and gives', () => {
  const source = clientSource({
    components: { schemas: { Problem: { type: 'object', properties: { code: { enum: ['gone'] } } } } },
    paths: {
      '/deals/{id}': {
        patch: {
          operationId: 'updateDeal',
          summary: 'Change a deal',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'dry', in: 'query', schema: { enum: ['true', 'false'] } },
            { name: 'note.in', in: 'query', schema: { type: 'string' } },
            { $ref: '#/components/parameters/IfMatch', name: '', in: 'header', schema: {} },
          ],
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/DealUpdate' } } } },
          responses: { '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Deal' } } } }, '409': {} },
        },
        get: {
          operationId: 'exportDeal',
          summary: 'A file',
          parameters: [],
          responses: { '200': { content: { 'text/csv': { schema: { type: 'string' } } } } },
        },
      },
    },
  })
  expect(source).toContain(
    [
      '  /** Change a deal */',
      '  updateDeal: {',
      '    params: { id: string }',
      '    query: { dry?: boolean | undefined; "note.in"?: QueryText | undefined }',
      '    body: DealUpdate',
      '    version: true',
      '    answer: Deal',
      '  }',
    ].join('\n'),
  )
  expect(source).toContain('exportDeal: {\n    answer: Blob')
  expect(source).toContain("updateDeal: 'PATCH /deals/{id}'")
  expect(source).toContain('export type ProblemCode = "gone"')
})
