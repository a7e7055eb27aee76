import { Problem } from '@freehold/kernel'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { date, integer, money, reference, text } from '../definition/field.ts'
import { matchColumns, type MatchTarget } from './column-match.ts'
import { csvRows } from './csv-rows.ts'
import { detectDelimiter } from './delimiter.ts'
import { decodePieces } from './encoding.ts'
import { inspectFile } from './inspection.ts'
import { rejoin } from './shift.ts'

const target: MatchTarget = {
  names: ['deal', 'deals'],
  fields: [
    ['name', text('Name', { required: true })],
    ['companyId', reference('Company', 'company', { aliases: ['account'] })],
    ['engagedOn', date('Engaged', { aliases: ['engage date'] })],
    ['amount', money('Amount', { aliases: ['close value'] })],
    ['employees', integer('Employees')],
  ],
}

const fileOf = (content: string | Buffer, pieceSize = 7) =>
  async function* () {
    const bytes = Buffer.from(content)
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
  }

const inspect = (content: string | Buffer, pieceSize?: number) => inspectFile(fileOf(content, pieceSize), target)

async function refusal(content: string | Buffer, pieceSize = 65_536): Promise<Problem> {
  const error: unknown = await inspect(content, pieceSize).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Problem) return error
  throw new Error(`It was not refused: ${String(error)}`)
}

describe('what is in a file', () => {
  it('finds delimiter, headings, rows and the order of dates', async () => {
    const found = await inspect('account;engage_date;close_value\r\nAcme;20.10.2016;1.054,50\r\n\r\nGlobex;1.2.2017;3\r\n')
    expect(found).toMatchObject({ delimiter: ';', header: 1, rows: 2, encoding: 'utf-8', dateOrder: 'dmy', warnings: [] })
    expect(found.columns[2]).toMatchObject({ decimal: ',', filled: 2 })
  })

  it.each([
    ['utf-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('name,city\nCafé,München\n')]), 'utf-8', true],
    ['utf-16', iconv.encode('name,city\nCafé,München\nBar,Köln\n', 'utf-16le', { addBOM: true }), 'utf-16le', true],
    ['windows-1252', iconv.encode(`name,city\n${'Café “Zentral”,München\n'.repeat(30)}`, 'windows-1252'), 'windows-1252', false],
  ])('reads %s', async (_, bytes, encoding, certain) => {
    const found = await inspect(bytes)
    expect(found).toMatchObject({ encoding, encodingCertain: certain })
    expect(found.columns.map((column) => column.name)).toEqual(['name', 'city'])
    expect(found.columns[1]?.samples[0]).toBe('München')
  })

  it('knows rows of data from headings', async () => {
    expect(await inspect('Acme,2016-10-20,12\nGlobex,2016-10-21,13\n')).toMatchObject({ header: 0, rows: 2 })
    expect(await inspect('Sales 2016,,\n\nAccount,Engage date,Close value\nAcme,2016-10-20,12\n')).toMatchObject({ header: 3, rows: 1 })
  })

  it('warns of repeated headings, short rows and dates that could be read both ways', async () => {
    const found = await inspect('name,name,engage date\nA,B\nC,D,1/2/2017\nE,F,3/4/2017\n')
    expect(found.columns.map((column) => column.name)).toEqual(['name', 'name (2)', 'engage date'])
    expect(found.warnings).toHaveLength(3)
  })

  it('prefers the delimiter that every line agrees on', () => {
    expect(detectDelimiter('a;b\n1,5;2,5\n3,1;4,2\n')).toBe(';')
    expect(detectDelimiter('a\tb, c\n1\t2\n')).toBe('\t')
    expect(detectDelimiter('"a;b",c\n"d;e",f\n')).toBe(',')
    expect(detectDelimiter('name\nAcme\n')).toBe(',')
  })

  it('takes the delimiter that a first line names', async () => {
    expect(await inspect('sep=;\r\naccount;close value\r\nAcme, Inc;5\r\n')).toMatchObject({ delimiter: ';', header: 2, rows: 1 })
  })

  it('rejoins what an unquoted comma split, where only one way fits', async () => {
    expect(rejoin(['Rua do Paço', ' 67', 'Rio', 'RJ'], 3, ',')).toEqual(['Rua do Paço, 67', 'Rio', 'RJ'])
    expect(rejoin(['a', 'b', 'c', 'd'], 3, ',')).toBeUndefined()
    const found = await inspect('name,account\nRua do Paço, 67,Acme\nFoo,Bar\n')
    expect(found.warnings).toEqual(['1 row has a comma inside a text without quotation marks; the parts are joined again.'])
  })
})

describe('columns', () => {
  it('are matched by name, alias, spelling and content, each field once', async () => {
    const found = await inspect('Deal name,account,Engage_Date,CloseValue,Emploees,comment\nA,Acme,2016-01-02,5,7,x\n')
    expect(matchColumns(target, found.columns).map((match) => match.field)).toEqual([
      'name',
      'companyId',
      'engagedOn',
      'amount',
      'employees',
      null,
    ])
  })

  it('are not matched against what they hold', async () => {
    const found = await inspect('name,amount\nA,much\nB,more\n')
    expect(matchColumns(target, found.columns)[1]?.field).toBeNull()
  })
})

describe('what is refused, in words', () => {
  it.each([
    ['an empty file', '', 'invalid_input', 'The file is empty.'],
    ['headings only', 'name,account\n', 'invalid_input', 'no rows below'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupported_file', '.xls'],
    ['binary junk', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)), 'unsupported_file', 'binary data'],
    ['a quote that never closes', 'name,account\n"Acme,Berlin\nFoo,Bar\n', 'invalid_input', 'opened in row 2 is never closed'],
    ['2,000 columns', `${'c,'.repeat(1999)}c\n${'1,'.repeat(1999)}1\n`, 'invalid_input', '2,000 columns'],
    ['a cell of 5 MB', `name\n${'x'.repeat(5_000_000)}\n`, 'invalid_input', 'longer than 1 MB'],
    ['a zip that is no workbook', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)]), 'unsupported_file', 'damaged'],
  ])('%s', async (_, content, code, words) => {
    const problem = await refusal(content)
    expect(problem.code).toBe(code)
    expect(problem.message).toContain(words)
  })

  it('a stray quote inside a value is a character', async () => {
    const rows = []
    for await (const row of csvRows(decodePieces(fileOf('name,size\n5" pipe,2\n')(), 'utf-8'), ',')) rows.push(row.values)
    expect(rows).toEqual([
      ['name', 'size'],
      ['5" pipe', '2'],
    ])
  })
})
