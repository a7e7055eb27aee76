/**
 * A row with more values than there are columns has a delimiter inside a text that was not quoted: `Rua do Paço, 67` became
 * two values. People write a space after a comma in a text and none after one in a CSV file, so a value that begins with a
 * space continues the one before. Rejoined only where exactly that makes the row fit.
 */
export function rejoin(values: readonly string[], width: number, delimiter: string): string[] | undefined {
  if (values.length <= width) return undefined
  const joined: string[] = []
  for (const value of values) {
    if (joined.length > 0 && /^ \S/.test(value)) joined[joined.length - 1] += delimiter + value
    else joined.push(value)
  }
  return joined.length === width ? joined : undefined
}

/** A row cut or filled to the columns; `undefined` where it holds more values than columns and they are not empty. */
export function fit(values: readonly string[], width: number): readonly string[] | undefined {
  if (values.length === width) return values
  if (values.length < width) return [...values, ...Array.from({ length: width - values.length }, () => '')]
  return values.slice(width).every((value) => value.trim() === '') ? values.slice(0, width) : undefined
}
