import { Problem } from '@freehold/kernel'

export type FileFormat = 'csv' | 'xlsx'

/** First bytes of kinds of files that people do upload by mistake, and what to tell them. */
const refused: readonly { readonly magic: readonly number[]; readonly detail: string }[] = [
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    detail: 'This is an old Excel workbook (.xls). Open it in a spreadsheet and save it as .xlsx or .csv, then upload that.',
  },
  { magic: [0x25, 0x50, 0x44, 0x46], detail: 'This is a PDF document. Upload the table as .csv or .xlsx.' },
  { magic: [0x89, 0x50, 0x4e, 0x47], detail: 'This is a picture (PNG). Upload the table as .csv or .xlsx.' },
  { magic: [0xff, 0xd8, 0xff], detail: 'This is a picture (JPEG). Upload the table as .csv or .xlsx.' },
  { magic: [0x47, 0x49, 0x46, 0x38], detail: 'This is a picture (GIF). Upload the table as .csv or .xlsx.' },
  { magic: [0x1f, 0x8b], detail: 'This file is compressed (gzip). Unpack it, then upload the .csv or .xlsx inside.' },
  { magic: [0x7f, 0x45, 0x4c, 0x46], detail: 'This is a program. Upload the table as .csv or .xlsx.' },
  { magic: [0x4d, 0x5a, 0x90], detail: 'This is a program. Upload the table as .csv or .xlsx.' },
]

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte)
}

/**
 * What an upload is, by its first bytes (at least 4 kB where there are that many); the name is not believed.
 * A zip is taken for a workbook here; the workbook reader says if it is none.
 *
 * @throws Problem unsupported_file for binary content, with words about what it is; invalid_input for an empty file
 */
export function fileFormat(start: Uint8Array): FileFormat {
  if (start.length === 0) throw new Problem('invalid_input', { detail: 'The file is empty.' })
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx'
  const known = refused.find((kind) => startsWith(start, kind.magic))
  if (known !== undefined) throw new Problem('unsupported_file', { detail: known.detail })
  if (!looksLikeText(start)) {
    throw new Problem('unsupported_file', { detail: 'This file holds binary data, not a table. Upload a .csv or .xlsx file.' })
  }
  return 'csv'
}

/** UTF-16 is text although half of its bytes are zero; everything else with zeros or many control characters is not. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (utf16Order(bytes) !== undefined) return true
  let control = 0
  for (const byte of bytes) {
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) control += 1
  }
  return control * 50 < bytes.length || control === 0
}

/** By byte order mark, or by where the zeros stand: Latin text in UTF-16 has one in nearly every second place. */
export function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  const pairs = Math.floor(Math.min(bytes.length, 4096) / 2)
  if (pairs < 4) return undefined
  let even = 0
  let odd = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0) even += 1
    if (bytes[at + 1] === 0) odd += 1
  }
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}
