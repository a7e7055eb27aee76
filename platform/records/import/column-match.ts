import { distance } from 'fastest-levenshtein'
import type { Field } from '../definition/field.ts'
import type { ColumnProfile } from './column-profile.ts'
import { headerWords } from './text-key.ts'

export interface ColumnMatch {
  /** Index of the file's column. */
  readonly column: number
  /** Field it goes into; null: left out. */
  readonly field: string | null
  /** 0 to 1. From 0.9 on it needs no second look. */
  readonly confidence: number
}

/** What columns may be matched with: an object's importable fields, and its own names (`company`, `companies`, `Company`). */
export interface MatchTarget {
  readonly names: readonly string[]
  readonly fields: readonly (readonly [string, Field])[]
}

/** Below this a match is a guess that costs more to undo than to make by hand. */
const threshold = 0.55

/** True where a heading is exactly the name, label or alias of some field: how a header row is told from data. */
export function isKnownHeading(target: MatchTarget, heading: string): boolean {
  const words = headerWords(heading)
  return target.fields.some(([name, field]) => likeness(words, headings(name, field), target.names) >= 0.9)
}

/** The best field for every column, each field at most once; surest first. */
export function matchColumns(target: MatchTarget, columns: readonly ColumnProfile[]): ColumnMatch[] {
  const offers = columns.flatMap((column, at) => {
    const words = headerWords(column.name)
    return target.fields.map(([name, field]) => {
      const likely = likeness(words, headings(name, field), target.names)
      return { at, name, score: likely === 0 ? 0 : likely + contentWeight(field, column) }
    })
  })
  offers.sort((a, b) => b.score - a.score)
  const chosen = new Map<number, { name: string; score: number }>()
  const taken = new Set<string>()
  for (const { at, name, score } of offers) {
    if (score < threshold || chosen.has(at) || taken.has(name)) continue
    chosen.set(at, { name, score })
    taken.add(name)
  }
  return columns.map((_, at) => {
    const match = chosen.get(at)
    return match === undefined
      ? { column: at, field: null, confidence: 0 }
      : { column: at, field: match.name, confidence: Math.min(1, Math.round(match.score * 100) / 100) }
  })
}

/** Everything a field may be called: its name, label, aliases and, for a reference, without the `Id`. */
function headings(name: string, field: Field): string[] {
  const own = [name, field.label, ...field.aliases]
  if (field.type === 'reference') own.push(name.replace(/Id$/, ''))
  return [...new Set(own.map(headerWords))]
}

/** 1: the same words; 0.9: with the object's own name before (`company name`); less: near spelling or shared words. */
function likeness(words: string, names: readonly string[], objectNames: readonly string[]): number {
  if (words === '') return 0
  let best = 0
  for (const name of names) {
    best = Math.max(best, pairLikeness(words, name, objectNames))
    if (best === 1) return 1
  }
  return best
}

function pairLikeness(words: string, name: string, objectNames: readonly string[]): number {
  if (words === name) return 1
  const glued = words.replaceAll(' ', '')
  const gluedName = name.replaceAll(' ', '')
  if (glued === gluedName) return 0.97
  if (objectNames.some((own) => words === `${own} ${name}` || glued === own.replaceAll(' ', '') + gluedName)) return 0.92
  if (glued.length >= 5 && distance(glued, gluedName) <= (glued.length >= 8 ? 2 : 1)) return 0.7
  const mine = new Set(words.split(' '))
  const theirs = new Set(name.split(' '))
  const shared = [...mine].filter((word) => word.length > 2 && theirs.has(word)).length
  return shared === 0 ? 0 : (0.62 * shared) / Math.max(mine.size, theirs.size) + (shared === theirs.size ? 0.15 : 0)
}

/** What the values say for or against: a column of dates is no amount, whatever it is called. */
function contentWeight(field: Field, column: ColumnProfile): number {
  if (column.filled === 0) return 0
  switch (field.type) {
    case 'date':
    case 'dateTime':
      return weight(column.dates, 0.08, -0.5)
    case 'money':
    case 'integer':
      return weight(column.numbers, 0.05, -0.5)
    case 'email':
      return weight(column.emails, 0.1, -0.4)
    case 'url':
      return weight(column.urls, 0.1, -0.2)
    case 'text':
      return column.longest > (field.maxLength ?? Infinity) ? -0.1 : 0
    default:
      return 0
  }
}

/** Most values fit: for. Hardly any: against. Between, a dirty column says nothing about its heading. */
function weight(fitting: number, most: number, few: number): number {
  if (fitting > 0.5) return most
  return fitting < 0.2 ? few : 0
}
