import { distance } from 'fastest-levenshtein'
import { looseKey, nameKey } from './text-key.ts'

/** A value that is probably a misspelling of another. Nothing is changed until a person accepts it. */
export interface NearMiss {
  readonly value: string
  readonly proposal: string
  /** Rows that accepting it touches. */
  readonly rows: number
  /** Why: 'same' letters and digits apart from spaces, case, punctuation and accents; or 'similar' by spelling. */
  readonly likeness: 'same' | 'similar'
}

/** Longest name compared letter by letter. */
const longestName = 64
/** Pairs of names compared letter by letter: 4 million took 2.8 s on a busy machine, and nothing else runs meanwhile. */
const mostPairs = 500_000

/** One typing mistake in 5 letters, two from 9: `Initec` → `Initech`, but not `Konex` → `Conex` … `Newex`. */
function allowed(length: number): number {
  if (length < 5) return 0
  return length < 9 ? 1 : 2
}

/**
 * Values that name no known record, each with the known name it most likely means. `unknown` maps a value to its rows.
 * Where two known names are equally near, none is proposed.
 */
export function nearNames(unknown: ReadonlyMap<string, number>, known: readonly string[]): NearMiss[] {
  const byLoose = new Map<string, string[]>()
  for (const name of known) {
    const key = looseKey(name)
    if (key === '') continue
    const group = byLoose.get(key)
    if (group === undefined) byLoose.set(key, [name])
    else group.push(name)
  }
  const keys = byLoose.size * unknown.size <= mostPairs ? [...byLoose.keys()] : []
  const found: NearMiss[] = []
  for (const [value, rows] of unknown) {
    const key = looseKey(value)
    const same = byLoose.get(key)
    if (same?.length === 1 && same[0] !== undefined) found.push({ value, proposal: same[0], rows, likeness: 'same' })
    else if (same === undefined) {
      const near = nearest(key, keys)
      const names = near === undefined ? undefined : byLoose.get(near)
      if (names?.length === 1 && names[0] !== undefined) found.push({ value, proposal: names[0], rows, likeness: 'similar' })
    }
  }
  return found
}

/** Letters put in, left out or replaced; two neighbours that changed places count as one. */
function steps(a: string, b: string): number {
  const apart = distance(a, b)
  if (apart !== 2 || a.length !== b.length) return apart
  const at = [...a].findIndex((letter, i) => letter !== b[i])
  return a[at] === b[at + 1] && a[at + 1] === b[at] ? 1 : apart
}

function nearest(key: string, keys: readonly string[]): string | undefined {
  const limit = allowed(key.length)
  if (limit === 0 || key.length > longestName || /\d/.test(key)) return undefined
  let best: string | undefined
  let least = limit + 1
  let twice = false
  for (const candidate of keys) {
    if (Math.abs(candidate.length - key.length) > limit) continue
    const apart = steps(key, candidate)
    if (apart < least) [best, least, twice] = [candidate, apart, false]
    else if (apart === least) twice = true
  }
  return least <= limit && !twice ? best : undefined
}

/** How much more frequent a spelling must be before a rarer one is taken for a mistake of it. */
const frequencyFactor = 5

/**
 * Within one column of words (an industry, a city): rare spellings beside a near one that is at least 5 times as frequent
 * or that `standard` (values already in use) knows. `technolgy` in every row of a file is proposed only with a standard.
 */
export function nearSpellings(values: ReadonlyMap<string, number>, standard: readonly string[] = []): NearMiss[] {
  if (values.size * (values.size + standard.length) > mostPairs) return []
  const inUse = new Set(standard.map(nameKey))
  const loose = new Map([...values.keys(), ...standard].map((value) => [value, looseKey(value)]))
  const found: NearMiss[] = []
  for (const [value, rows] of values) {
    if (inUse.has(nameKey(value)) || /\d/.test(value) || value.length > longestName) continue
    const frequent = [...values.keys()].filter((other) => other !== value && (values.get(other) ?? 0) >= rows * frequencyFactor)
    const candidates = [...new Set([...standard, ...frequent])]
    const key = loose.get(value) ?? ''
    const same = candidates.find((other) => loose.get(other) === key)
    const near =
      same === undefined
        ? nearest(
            key,
            candidates.map((other) => loose.get(other) ?? ''),
          )
        : undefined
    const proposal = same ?? (near === undefined ? undefined : candidates.find((other) => loose.get(other) === near))
    if (proposal !== undefined) found.push({ value, proposal, rows, likeness: same === undefined ? 'similar' : 'same' })
  }
  return found
}
