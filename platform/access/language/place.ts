import { suggestion } from './suggestion.ts'

/** A fault of a policy: where in the text, `rules[3].when.all[0].value` ('' is the whole), and what would be valid. */
export interface PolicyProblem {
  readonly path: string
  readonly message: string
}

/** More than anybody reads; the rest is not looked at. */
export const problemLimit = 100

/** A place in the text that is read. Readers answer the value, or undefined after they have said what is wrong. */
export class Place {
  readonly path: string
  readonly #problems: PolicyProblem[]

  constructor(problems: PolicyProblem[], path = '') {
    this.#problems = problems
    this.path = path
  }

  at(part: string | number): Place {
    const next = typeof part === 'number' ? `${this.path}[${part}]` : this.path === '' ? part : `${this.path}.${part}`
    return new Place(this.#problems, next)
  }

  /** The first at a place says it; what follows from it is no news. */
  problem(message: string): undefined {
    if (!this.#problems.some(({ path }) => path === this.path)) this.#problems.push({ path: this.path, message })
    return undefined
  }

  /** A JSON object with these members, of which `optional` may be missing. Others are problems, but do not keep the rest from being read. */
  object(input: unknown, required: readonly string[], optional: readonly string[] = []): Readonly<Record<string, unknown>> | undefined {
    const members = [...required, ...optional]
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return this.problem(`Here stands an object with ${members.map(quoted).join(', ')}.`)
    for (const name of Object.keys(input))
      if (!members.includes(name)) this.at(name).problem(`There is no member ${quoted(name)} here.${suggestion(name, members)}`)
    // A copy without a prototype: `constructor` is no member of what somebody wrote.
    const copy = Object.assign(Object.create(null) as Record<string, unknown>, input)
    for (const name of required) if (copy[name] === undefined) this.at(name).problem('This is missing.')
    return copy
  }

  /** Reads each entry. Undefined when one of them is wrong. */
  list<T>(
    input: unknown,
    { what, atLeast = 0, atMost }: ListLimits,
    read: (place: Place, entry: unknown) => T | undefined,
  ): T[] | undefined {
    if (!Array.isArray(input)) return this.problem(`This is a list of ${what}.`)
    if (input.length < atLeast) return this.problem(`This list of ${what} is empty; it takes at least one.`)
    if (input.length > atMost) return this.problem(`This list has ${input.length} ${what}; ${atMost} are the most.`)
    const entries: T[] = []
    for (const [i, entry] of (input as unknown[]).entries()) {
      if (this.#problems.length >= problemLimit) return undefined
      const value = read(this.at(i), entry)
      if (value !== undefined) entries.push(value)
    }
    return entries.length === input.length ? entries : undefined
  }

  /** Text of 1 to `limit` characters that a database can keep: no NUL, no half of a surrogate pair. */
  text(input: unknown, limit: number): string | undefined {
    if (typeof input !== 'string' || input.trim() === '') return this.problem('This is a text, and not an empty one.')
    if (input.length > limit) return this.problem(`This text has ${input.length} characters; ${limit} are the most.`)
    if (input.includes('\0') || !input.isWellFormed()) return this.problem('This text has characters that cannot be stored.')
    return input
  }
}

interface ListLimits {
  readonly what: string
  readonly atLeast?: 0 | 1
  readonly atMost: number
}

/** As messages show what somebody wrote: short, and never with line breaks. */
export function quoted(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object' && input !== null) return 'an object'
  const text = String(input)
  return `\`${(text.length > 60 ? `${text.slice(0, 57)}…` : text).replaceAll(/\s+/g, ' ')}\``
}
