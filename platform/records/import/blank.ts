/** Texts that spreadsheets and databases write for "nothing here". Compared trimmed and in lower case. */
const blanks = new Set([
  '',
  'null',
  '(null)',
  '\\n',
  'n/a',
  '#n/a',
  'n.a.',
  'na',
  'nan',
  'none',
  'nil',
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '?',
  'undefined',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
])

/** "NA" and "none" are blank in numbers and dates, but may be a country code or a word in a text. */
const blanksOfText = new Set([
  '',
  'null',
  '(null)',
  '\\n',
  'n/a',
  '#n/a',
  'n.a.',
  '-',
  '--',
  '---',
  '–',
  '—',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
])

export function isBlank(text: string): boolean {
  return text.length <= 9 && blanks.has(text.trim().toLowerCase())
}

export function isBlankText(text: string): boolean {
  const trimmed = text.length > 64 ? text : text.trim()
  return trimmed.length <= 9 && blanksOfText.has(trimmed.toLowerCase())
}
