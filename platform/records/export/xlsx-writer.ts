import { Problem } from '@freehold/kernel'
import type { Cell } from './export-columns.ts'
import { guardText } from './cell-guard.ts'
import { zipped, type ZipFile } from './zip-writer.ts'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** A sheet holds this many rows, headings included (ECMA-376, 1,048,576). */
const mostRows = 1_048_576
/** Digits that a cell's number keeps exactly; longer ones are written as text. */
const exactDigits = 15

/**
 * A workbook of one sheet as it is made, in constant memory: texts stand in their cells instead of in a shared table that
 * would have to be known first. 100,000 rows of 15 cells took 166 MB; a library that builds the sheet whole (write-excel-file)
 * took 609 MB.
 */
export function xlsx(
  sheet: string,
  headings: readonly string[],
  rows: AsyncIterable<readonly (Cell | undefined)[]>,
): AsyncGenerator<Buffer> {
  return zipped(parts(sheet, headings, rows))
}

function* parts(sheet: string, headings: readonly string[], rows: AsyncIterable<readonly (Cell | undefined)[]>): Generator<ZipFile> {
  yield file(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  )
  yield file(
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  yield file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escape(sheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  yield file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  )
  yield file('xl/styles.xml', styles)
  yield { name: 'xl/worksheets/sheet1.xml', content: sheetXml(headings, rows) }
}

function file(name: string, content: string): ZipFile {
  return { name, content: [xml, content] }
}

// Style 1: bold headings; style 2: dates, shown as the reader's country writes them (format 14).
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

async function* sheetXml(headings: readonly string[], rows: AsyncIterable<readonly (Cell | undefined)[]>): AsyncGenerator<string> {
  const columns = headings.map((_, at) => columnLetters(at))
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
  yield `<row r="1">${headings.map((heading, at) => inline(`${columns[at]}1`, heading, 1)).join('')}</row>`
  let number = 1
  for await (const cells of rows) {
    number += 1
    if (number > mostRows)
      throw new Problem('too_large', { detail: 'A workbook holds at most 1,048,575 rows. Export as CSV or filter the list.' })
    yield `<row r="${number}">${cells.map((cell, at) => (cell === undefined ? '' : cellXml(`${columns[at]}${number}`, cell))).join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

function cellXml(at: string, cell: Cell): string {
  if (cell.kind === 'number' && cell.value.replace(/\D/g, '').length <= exactDigits) return `<c r="${at}"><v>${cell.value}</v></c>`
  if (cell.kind === 'date' && cell.value >= '1900-03-01') return `<c r="${at}" s="2"><v>${serialDay(cell.value)}</v></c>`
  return inline(at, cell.kind === 'text' ? guardText(cell.value) : cell.value, 0)
}

function inline(at: string, value: string, style: number): string {
  return `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escape(value)}</t></is></c>`
}

/** Days since 1899-12-30, which gives the right day from March 1900 on: spreadsheets believe in a 29 February 1900. */
function serialDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569
}

function escape(value: string): string {
  // Characters that XML cannot hold are written as spreadsheets do; a text that looks like such an escape is escaped itself.
  return value
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character)
    .replace(/\r/g, '_x000D_')
    .replace(/[\ufffe\uffff]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase()}_`)
}

function columnLetters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnLetters(Math.floor(at / 26) - 1) + columnLetters(at % 26)
}

/** At most 31 characters, none of []:*?/\. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet 1'
}
