const shown = 16

/** What to write instead: the nearest of the valid ones, or some of them. Begins with a space: it follows a sentence. */
export function suggestion(written: unknown, valid: readonly string[]): string {
  const nearest = typeof written === 'string' ? nearestOf(written, valid) : undefined
  if (nearest !== undefined) return ` Did you mean \`${nearest}\`?`
  if (valid.length === 0) return ''
  const more = valid.length > shown ? `, and ${valid.length - shown} more` : ''
  return ` It can be ${valid.slice(0, shown).join(', ')}${more}.`
}

/** At most a third of the letters differ. Capitals, and the difference of singular and plural, count for nothing much. */
function nearestOf(written: string, valid: readonly string[]): string | undefined {
  const lower = written.toLowerCase().slice(0, 60)
  const [best] = valid
    .map((name) => ({ name, distance: editDistance(lower, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(name.length, lower.length) / 3)) && distance < name.length)
    .toSorted((a, b) => a.distance - b.distance)
  return best?.name
}

/** Damerau and Levenshtein's: letters to put in, leave out, replace, or swap with the next. */
function editDistance(a: string, b: string): number {
  const letters = [...b]
  let before: number[] = []
  let row = Array.from({ length: letters.length + 1 }, (_, i) => i)
  const written = [...a]
  for (const [i, letter] of written.entries()) {
    const next = [i + 1]
    for (const [j, other] of letters.entries()) {
      const isSwap = letter === letters[j - 1] && other === written[i - 1]
      const swapped = isSwap ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1), swapped))
    }
    before = row
    row = next
  }
  return row.at(-1) ?? 0
}
