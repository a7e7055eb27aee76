import { isBlank } from '../import/blank.ts'
import { parseNumber } from '../import/number.ts'

/**
 * Spreadsheets run what begins like a formula, and importers read words like NULL as nothing. Such texts are written with an
 * apostrophe before them, as spreadsheets do, and the apostrophe is taken off on the way in. One that a text has itself
 * gets another, so that every text comes back as it was.
 */
const formula = /^[=+\-@\t\r]/
const guarded = /^'['=+\-@\t\r]/

/** For workbooks: their cells say that they are text, so only what an import would misread needs a guard. */
export function guardText(text: string): string {
  return guarded.test(text) || isBlank(text) || (text.startsWith("'") && isBlank(text.slice(1))) ? `'${text}` : text
}

/** For delimited text. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : guardText(text)
}

/** Takes a guard off: `unguard(guardText(x))` and `unguard(guardFormula(x))` are x. */
export function unguard(text: string): string {
  return guarded.test(text) || (text.startsWith("'") && isBlank(text.slice(1))) ? text.slice(1) : text
}

/** For a file's own cells on their way back: what would be run is guarded; numbers and words for nothing stay what they are. */
export function guardRaw(text: string): string {
  return formula.test(text) && !isBlank(text) && parseNumber(text, '.') === undefined ? `'${text}` : text
}
