export type Delimiter = ',' | ';' | '\t' | '|'

export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/** How often each of the first lines holds the delimiter outside quotes. Quoted line breaks do not end a line. */
function counts(text: string, delimiter: Delimiter, lines: number): number[] {
  const found: number[] = []
  let quoted = false
  let count = 0
  let filled = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (!quoted && char === delimiter) count += 1
    else if (!quoted && char === '\n') {
      if (filled) found.push(count)
      if (found.length === lines) return found
      count = 0
      filled = false
      continue
    }
    if (char !== '\r') filled = true
  }
  if (filled) found.push(count)
  return found
}

/**
 * The delimiter whose number per line agrees over most of the first 50 lines; more of them wins a tie. A file of one column
 * has none, and the comma does no harm there. Decimal commas lose because their number differs from line to line.
 */
export function detectDelimiter(sample: string): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const found = counts(sample, delimiter, 50)
    const frequency = new Map<number, number>()
    for (const count of found) frequency.set(count, (frequency.get(count) ?? 0) + 1)
    for (const [count, lines] of frequency) {
      if (count === 0) continue
      const agreement = lines / found.length
      const score = agreement * agreement * (1 + Math.log2(1 + count)) * (found[0] === count ? 1.5 : 1)
      if (score > bestScore) [best, bestScore] = [delimiter, score]
    }
  }
  return best
}
