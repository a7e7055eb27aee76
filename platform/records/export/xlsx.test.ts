import { describe, expect, it } from 'vitest'
import { readXlsx } from '../import/xlsx-rows.ts'
import { zipEntries } from '../import/zip-guard.ts'
import { xlsx } from './xlsx-writer.ts'
import { zipped } from './zip-writer.ts'
import type { Cell } from './export-columns.ts'

async function bytes(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

async function* rowsOf(rows: (Cell | undefined)[][]) {
  yield* rows
}

const cell = (kind: Cell['kind'], value: string): Cell => ({ kind, value })
const limit = 10_000_000

describe('a workbook', () => {
  it('comes back as it was written: texts, numbers, dates, gaps', async () => {
    const odd = 'México & <Co> "x" _x000D_ 𝄞'
    const file = await bytes(
      xlsx(
        'Deals: 2016/17',
        ['Name', 'Amount', 'Day', 'Empty'],
        rowsOf([
          [cell('text', odd), cell('number', '1054.50'), cell('date', '2016-10-20'), undefined],
          [cell('text', '007'), cell('number', '9007199254740991'), cell('date', '1900-01-15'), cell('text', 'end')],
        ]),
      ),
    )
    const workbook = await readXlsx(file, limit)
    expect(workbook.sheets).toEqual(['Deals  2016 17'])
    expect(workbook.rows('Deals  2016 17').map((row) => row.values)).toEqual([
      ['Name', 'Amount', 'Day', 'Empty'],
      [odd, '1054.5', '2016-10-20', ''],
      ['007', '9007199254740991', '1900-01-15', 'end'],
    ])
  })

  it('is refused before it is unpacked when it would be too large', async () => {
    const bomb = await bytes(
      zipped([
        { name: 'xl/workbook.xml', content: ['<workbook/>'] },
        { name: 'xl/worksheets/sheet1.xml', content: Array.from({ length: 200 }, () => ' '.repeat(100_000)) },
      ]),
    )
    expect(bomb.length).toBeLessThan(200_000)
    await expect(readXlsx(bomb, limit)).rejects.toMatchObject({ code: 'too_large' })
  })

  it('is refused when it lies about its size', async () => {
    const bomb = await bytes(
      zipped([
        { name: 'xl/workbook.xml', content: ['<workbook/>'] },
        { name: 'xl/worksheets/sheet1.xml', content: Array.from({ length: 200 }, () => ' '.repeat(100_000)) },
      ]),
    )
    const directory = bomb.lastIndexOf(Buffer.from('504b0102', 'hex'))
    bomb.writeUInt32LE(1000, directory + 24)
    expect(zipEntries(bomb)[1]?.size).toBe(1000)
    await expect(readXlsx(bomb, limit)).rejects.toMatchObject({ code: 'unsupported_file' })
  })

  it('is refused when one far cell would make a sheet of millions', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    const file = await bytes(
      zipped([
        { name: 'xl/workbook.xml', content: ['<workbook/>'] },
        { name: 'xl/worksheets/sheet1.xml', content: [sheet] },
      ]),
    )
    await expect(readXlsx(file, limit)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('is refused in words when it is damaged', async () => {
    const file = await bytes(xlsx('Deals', ['Name'], rowsOf([[cell('text', 'Acme')]])))
    await expect(readXlsx(file.subarray(0, file.length - 30), limit)).rejects.toMatchObject({ code: 'unsupported_file' })
  })
})
