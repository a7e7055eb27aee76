const combining = /\p{M}+/gu
const separators = /[^\p{L}\p{N}]+/gu
const special: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' }

/** What a person would call the same name: without case, surrounding and doubled spaces. `Acme  Corp ` = `acme corp`. */
export function nameKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase()
}

/** What is probably the same name: also without diacritics, punctuation and spaces. `GTX Pro` ≈ `GTXPro` ≈ `gtx-pro`. */
export function looseKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(combining, '')
    .replace(/[ßøđłæœþðı]/g, (letter) => special[letter] ?? letter)
    .replace(separators, '')
}

/** Words of a header: `sales_agent`, `SalesAgent`, `Sales Agent:` → `sales agent`. */
export function headerWords(text: string): string {
  return text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(combining, '')
    .toLowerCase()
    .replace(separators, ' ')
    .trim()
}
