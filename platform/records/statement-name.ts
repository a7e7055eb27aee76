import type { SqlQuery } from '@freehold/tenancy'

// Text of a statement → its name. Bounded: a caller who invents filter combinations must not fill the memory;
// what comes after is planned anew each time.
const names = new Map<string, string>()
const mostNames = 2_000
// Statements of many rows are long and seldom of the same length twice: kept plans of 500 rows would cost each connection megabytes.
const longest = 16_000

/** Names a statement by its text, so that a connection prepares each shape once. */
export function named<R>(prefix: string, text: string, values: readonly unknown[]): SqlQuery<R> {
  if (text.length > longest) return { text, values }
  let name = names.get(text)
  if (name === undefined) {
    if (names.size >= mostNames) return { text, values }
    name = `${prefix}-${names.size}`
    names.set(text, name)
  }
  return { text, values, name }
}
