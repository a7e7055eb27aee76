import { columnOf, createSchema, type Field, insertMany, type RecordType, type Values, writableFields } from '@freehold/records'
import { tenantTx, type Tx } from '@freehold/tenancy'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog } from '../index.ts'
import { prepareBoth, stageIds } from './fixture.ts'

let db: TestDatabase
let stage: string
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  stage = (await stageIds(db.acme))['Won'] ?? ''
})
afterAll(() => db.drop())

/** Text at and around every limit: characters that separate, control, combine, need two UTF-16 units. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'Z', '0', '.', '@', '/', ':', '-', '+', '#', '(', ' ') },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\t', '\u007f', '\u0001', ',', '"', '<', '\\', '{', '%') },
  { weight: 1, arbitrary: fc.constantFrom('ä', '€', '😀', '\u00a0', '\u0301', '\u2028', '\u{10ffff}') },
)
const anyText = fc.string({ unit: character, maxLength: 30 })

function around(limit: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('a', 'ä', '😀', '1'), fc.integer({ min: -1, max: 1 }))
    .map(([unit, more]) => unit.repeat(Math.max(0, limit + more)))
}

const shapes: Record<Field['type'], (field: Field) => fc.Arbitrary<unknown>> = {
  text: (field) => fc.oneof(anyText, around(field.maxLength ?? 0)),
  longText: (field) => fc.oneof(anyText, around(field.maxLength ?? 0)),
  email: () =>
    fc.oneof(
      anyText,
      fc.tuple(anyText, anyText).map(([a, b]) => `${a}@${b}`),
      fc.tuple(fc.emailAddress(), character).map(([a, c]) => a + c),
      fc.emailAddress(),
      around(242).map((a) => `${a}@example.com`),
    ),
  phone: () => fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'0123456789 +()./,#*x:-'), maxLength: 42 })),
  url: () =>
    fc.oneof(
      anyText,
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.domain(),
      fc.tuple(fc.domain(), anyText).map(([a, b]) => a + b),
      around(1995).map((a) => `${a}.test`),
    ),
  currency: () => fc.oneof(anyText, fc.string({ unit: fc.constantFrom('A', 'Z', 'a', '1'), minLength: 2, maxLength: 4 })),
  integer: (field) => fc.oneof(fc.integer(), fc.constantFrom((field.min ?? 0) - 1, field.min, field.max, (field.max ?? 0) + 1)),
  money: () => fc.oneof(fc.maxSafeInteger(), fc.constantFrom(-1, 0, Number.MAX_SAFE_INTEGER)),
  date: () =>
    fc.oneof(
      fc
        .date({ min: new Date('1890-01-01'), max: new Date('2210-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      fc.constantFrom('1899-12-31', '1900-01-01', '2199-12-31', '2200-01-01', '2023-02-29', '2024-02-29'),
    ),
  dateTime: () => fc.constant('2026-11-21T13:00:00Z'),
  choice: (field) => fc.oneof(anyText, fc.constantFrom(...(field.choices ?? []).map((one) => one.value))),
  reference: () => fc.constant(null),
  tags: () =>
    fc.oneof(
      fc.array(anyText, { maxLength: 4 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 49, maxLength: 51 }).map((all) => all.map(String)),
      around(60).map((tag) => [tag]),
    ),
}

function least(type: RecordType): Values {
  if (type.object.name === 'deal') return { name: 'x', stageId: stage }
  return type.object.name === 'note' ? { body: 'x' } : { name: 'x' }
}

/** Whether the database takes the value as it is, asked past all of our own checks; nothing is kept. */
async function databaseTakes(tx: Tx, type: RecordType, id: string, name: string, value: unknown): Promise<boolean> {
  try {
    await tx.sql(`update ${type.object.table} set ${columnOf(name)} = $3 where tenant_id = $1 and id = $2`, [tx.ctx.tenant, id, value])
    return true
  } catch {
    return false
  }
}

const undo = new Error('undo')

/** A fresh record of the type in a transaction that is rolled back. */
async function withRecord(type: RecordType, fn: (tx: Tx, id: string) => Promise<void>): Promise<void> {
  await tenantTx(db.acme.as('owner'), 'write', async (tx) => {
    const values = least(type)
    if (type.object.name === 'note') {
      const [subject] = await insertMany(tx, crmCatalog.type('company'), [{ name: 'Subject' }])
      values['companyId'] = subject?.id ?? ''
    }
    const [outcome] = await insertMany(tx, type, [values])
    await fn(tx, outcome?.id ?? '')
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo) throw error
  })
}

/** The API trims what it takes: only of a trimmed value can both sides be asked the same. */
function isTrimmed(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isTrimmed)
  return typeof value !== 'string' || value === value.trim()
}

const checked = crmCatalog.types.flatMap((type) =>
  writableFields(type.object).flatMap(([name, field]) =>
    field.type === 'reference' ? [] : [[`${type.object.name}.${name}`, type, name, field] as const],
  ),
)

describe('the API and the database accept the same values', () => {
  it.each(checked)('%s', async (_, type, name, field) => {
    const schema = createSchema(type.object).shape[name] as { safeParse(value: unknown): { success: boolean; data?: unknown } }
    await fc.assert(
      fc.asyncProperty(shapes[field.type](field), async (value) => {
        const result = schema.safeParse(value)
        if (!result.success && !isTrimmed(value)) return
        await withRecord(type, async (tx, id) => {
          const asked = result.success ? result.data : value
          const taken = await databaseTakes(tx, type, id, name, asked)
          expect(
            taken,
            `the API ${result.success ? 'takes' : 'refuses'} ${JSON.stringify(asked)}, the database ${taken ? 'takes' : 'refuses'} it`,
          ).toBe(result.success)
        })
      }),
      { numRuns: 50 },
    )
  })
})
