import type { ObjectMeta } from '../api-types.ts'

const taken = ['h', 'i', 'm', 't', 'e', 'y', 'r', 'l']

/** The letter after G that goes to each object: its own first letter, or the next of its name that is free. */
export function objectLetters(objects: readonly ObjectMeta[]): Map<string, string> {
  const used = new Set(taken)
  const letters = new Map<string, string>()
  for (const { plural } of objects) {
    const letter = [...plural].find((candidate) => /[a-z]/.test(candidate) && !used.has(candidate))
    if (letter === undefined) continue
    used.add(letter)
    letters.set(plural, letter)
  }
  return letters
}
