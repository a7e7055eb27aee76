import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnMappingSchema } from '@freehold/records'
import { afterAll, describe, expect, it } from 'vitest'
import { applyMap, readImportMap } from './import-map.ts'

const folder = mkdtempSync(join(tmpdir(), 'fh-map-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function mapOf(content: unknown): ReturnType<typeof readImportMap> {
  const path = join(folder, 'map.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readImportMap(path)
}

const proposed = [
  columnMappingSchema.parse({ column: 0, name: 'account', field: 'name', confidence: 0.4, dateOrder: 'dmy' }),
  columnMappingSchema.parse({ column: 1, name: 'agent', field: 'ownerId', confidence: 0.9, decimal: ',' }),
  columnMappingSchema.parse({ column: 2, name: 'notes', field: 'description', confidence: 0.9 }),
]

describe('a map', () => {
  it('changes what it names and keeps what was detected', () => {
    const map = mapOf({ columns: { account: 'companyId', agent: { unknown: 'report' }, notes: null } })
    expect(applyMap(proposed, map)).toMatchObject([
      { field: 'companyId', confidence: 1, dateOrder: 'dmy' },
      { field: 'ownerId', unknown: 'report', decimal: ',' },
      { field: null },
    ])
  })

  it('leaves everything as proposed where there is none', () => {
    expect(applyMap(proposed, readImportMap(undefined))).toEqual(proposed)
  })

  it.each([
    ['{ "columns": ', 'cannot be read'],
    ['{ "colums": {} }', 'colums'],
    ['{ "options": { "duplicates": "replace" } }', 'options.duplicates'],
  ])('is refused with its fault when it is %s', (content, fault) => {
    expect(() => mapOf(content)).toThrow(fault)
  })

  it('is refused when it names a column that the file does not have, or a choice that there is not', () => {
    expect(() => applyMap(proposed, mapOf({ columns: { acount: 'companyId' } }))).toThrow(
      '"acount", which the file does not have; it has account, agent, notes',
    )
    expect(() => applyMap(proposed, mapOf({ columns: { agent: { unknwn: 'create' } } }))).toThrow('unknwn')
  })
})
