import { insertMany, listRecords, type RecordView, walkRecords } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog } from '../index.ts'
import { company, contact, prepareBoth } from './fixture.ts'

const size = 60
let db: TestDatabase
let rows: RecordView[]

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  // Few values and many empties, so that ties and nulls stand at every page's edge. The same rows in both organizations.
  const few = <T>(values: readonly T[], i: number, salt: number) => values[(i * salt + (i % 7)) % values.length] as T
  const values = Array.from({ length: size }, (_, i) => ({
    name: few(['a', 'b', 'c'], i, 3),
    city: few([null, 'x', 'y', null], i, 5),
    employees: few([null, 0, 1, 2, null], i, 11),
    annualRevenue: few([null, 100, 900_000_000_000], i, 13),
    foundedYear: few([1990, null, 2001], i, 17),
  }))
  for (const organization of [db.acme, db.globex]) {
    await tenantTx(organization.as('owner'), 'write', (tx) => insertMany(tx, company, values))
  }
  rows = (await listRecords(db.acme.as('viewer'), crmCatalog, company, { limit: 200 })).items
})
afterAll(() => db.drop())

/** What the list promises: empty values last in either direction, then the id. */
function sorted(items: readonly RecordView[], sort: readonly string[]): string[] {
  return items
    .toSorted((a, b) => {
      for (const term of sort) {
        const descending = term.startsWith('-')
        const field = descending ? term.slice(1) : term
        const [left, right] = [a[field] as string | number | null, b[field] as string | number | null]
        if (left === right) continue
        if (left === null) return 1
        if (right === null) return -1
        return left < right === descending ? 1 : -1
      }
      return a.id < b.id ? -1 : 1
    })
    .map((item) => item.id)
}

const order = fc
  .uniqueArray(fc.constantFrom('name', 'city', 'employees', 'annualRevenue', 'foundedYear', 'currency'), { minLength: 1, maxLength: 3 })
  .chain((fields) => fc.tuple(...fields.map((field) => fc.boolean().map((descending) => (descending ? `-${field}` : field)))))

const filter = fc.constantFrom<[Record<string, string>, (row: RecordView) => boolean]>(
  [{}, () => true],
  [{ 'employees.gte': '1' }, (row) => Number(row['employees'] ?? 0) >= 1],
  [{ 'city.ne': 'x' }, (row) => row['city'] !== 'x'],
  [{ 'city.empty': 'true' }, (row) => row['city'] === null],
  [{ 'name.in': 'a,b', 'foundedYear.lt': '2000' }, (row) => ['a', 'b'].includes(String(row['name'])) && row['foundedYear'] === 1990],
)

async function walkPages(query: Record<string, string>, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await listRecords(db.acme.as('viewer'), crmCatalog, company, { ...query, limit, ...(cursor !== null && { cursor }) })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    ids.push(...page.items.map((item) => item.id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}

describe('a walk through the pages of a list', () => {
  it('begins with all rows of the own organization', () => {
    expect(rows).toHaveLength(size)
  })

  it('meets every row once, in the order of a sort in memory, for any order, filter and page size', async () => {
    await fc.assert(
      fc.asyncProperty(order, filter, fc.integer({ min: 1, max: 30 }), async (sort, [query, matches], limit) => {
        expect(await walkPages({ ...query, sort: sort.join(',') }, limit)).toEqual(sorted(rows.filter(matches), sort))
      }),
      { numRuns: 40 },
    )
  })

  it('is the same inside a transaction', async () => {
    const walked = await tenantTx(db.acme.as('viewer'), 'read', async (tx) => {
      const ids: string[] = []
      for await (const part of walkRecords(tx, crmCatalog, company, { sort: '-employees,city' })) ids.push(...part.map((item) => item.id))
      return ids
    })
    expect(walked).toEqual(sorted(rows, ['-employees', 'city']))
  })
})

describe('a cursor', () => {
  const first = async (organization: TestDatabase['acme'], query: Record<string, string> = {}) =>
    (await listRecords(organization.as('viewer'), crmCatalog, company, { ...query, limit: 5 })).next ?? ''

  it('is good for its organization, object, order and filters only', async () => {
    const cursor = await first(db.acme, { sort: 'name', 'employees.gte': '0' })
    const use = (organization: TestDatabase['acme'], query: Record<string, string>, type = company) =>
      listRecords(organization.as('viewer'), crmCatalog, type, { ...query, cursor })
    await expect(use(db.acme, { sort: 'name', 'employees.gte': '0' })).resolves.toMatchObject({ previous: null })
    const refused = { code: 'invalid_cursor' }
    await expect(use(db.globex, { sort: 'name', 'employees.gte': '0' })).rejects.toMatchObject(refused)
    await expect(use(db.acme, { sort: '-name', 'employees.gte': '0' })).rejects.toMatchObject(refused)
    await expect(use(db.acme, { sort: 'name', 'employees.gte': '1' })).rejects.toMatchObject(refused)
    await expect(use(db.acme, { sort: 'name' })).rejects.toMatchObject(refused)
    await expect(use(db.acme, { sort: 'name', 'employees.gte': '0', trash: 'true' })).rejects.toMatchObject(refused)
    await expect(use(db.acme, { sort: 'name' }, contact)).rejects.toMatchObject(refused)
  })

  it('cannot be altered or invented', async () => {
    const cursor = await first(db.acme)
    const refused = { code: 'invalid_cursor' }
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.nat(cursor.length - 1).map((at) => cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1)),
        ),
        async (forged) => {
          fc.pre(Buffer.from(forged, 'base64url').toString('base64url') !== cursor)
          await expect(listRecords(db.acme.as('viewer'), crmCatalog, company, { cursor: forged })).rejects.toMatchObject(refused)
        },
      ),
      { numRuns: 60 },
    )
  })
})
