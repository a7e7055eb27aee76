import chardet from 'chardet'
import iconv from 'iconv-lite'
import { utf16Order } from './file-kind.ts'

export interface DetectedEncoding {
  /** A name iconv-lite knows: `utf-8`, `windows-1252`, `utf-16le`. */
  readonly encoding: string
  /** False where the bytes fit several encodings and one was guessed: the person should look at the accents. */
  readonly certain: boolean
}

/** Tells valid UTF-8 from everything else over a whole file, piece by piece. */
export function createUtf8Check(): { add(piece: Uint8Array): void; valid(): boolean } {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let valid = true
  const attempt = (decode: () => void): void => {
    try {
      if (valid) decode()
    } catch {
      valid = false
    }
  }
  return {
    add: (piece) => attempt(() => void decoder.decode(piece, { stream: true })),
    valid: () => {
      attempt(() => void decoder.decode())
      return valid
    },
  }
}

/**
 * Bytes that are valid UTF-8 are UTF-8: other text with accents practically never is. Otherwise statistics guess over the
 * sample; a guess of ISO-8859-1 becomes windows-1252, which is the same plus the quotes and dashes that Windows writes.
 */
export function detectEncoding(sample: Uint8Array, validUtf8: boolean): DetectedEncoding {
  const wide = utf16Order(sample)
  if (wide !== undefined) return { encoding: wide, certain: true }
  if (validUtf8) return { encoding: 'utf-8', certain: true }
  const guess = (chardet.analyse(sample)[0]?.name ?? 'windows-1252').toLowerCase()
  const encoding = guess === 'iso-8859-1' || guess === 'ascii' || guess === 'utf-8' ? 'windows-1252' : guess
  return { encoding: iconv.encodingExists(encoding) ? encoding : 'windows-1252', certain: false }
}

export function isKnownEncoding(encoding: string): boolean {
  return iconv.encodingExists(encoding)
}

/** Text pieces of byte pieces; a character cut in two by a piece's end is kept for the next. Drops the byte order mark. */
export async function* decodePieces(pieces: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  for await (const piece of pieces) {
    const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== undefined && rest !== '') yield rest
}
