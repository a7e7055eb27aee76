import { createHash } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import type { PageRequest } from './authzen-request.ts'

const usualLimit = 100

/** Where a page of results begins and how long it is. A token shows an id that its reader was given, and opens nothing. */
export interface PageStart {
  /** Results come after this one. */
  readonly after: string | undefined
  readonly limit: number
}

/** Throws Problem `invalid_cursor` for a token that was not given for the same question. */
export function pageStart(question: unknown, page: PageRequest): PageStart {
  const limit = page?.limit ?? usualLimit
  if (page?.token === undefined || page.token === '') return { after: undefined, limit }
  const [digest, after] = Buffer.from(page.token, 'base64url').toString().split(' ')
  if (after === undefined || digest !== digestOf(question))
    throw new Problem('invalid_cursor', { detail: 'A page token is good only for the question that it came with. Ask again without it.' })
  return { after, limit }
}

export function pageToken(question: unknown, last: string): string {
  return Buffer.from(`${digestOf(question)} ${last}`).toString('base64url')
}

/** `results` has one more than the page where there is another page. */
export function pageOf<T>(question: unknown, results: readonly T[], limit: number, keyOf: (result: T) => string) {
  const shown = results.slice(0, limit)
  const last = shown.at(-1)
  const more = results.length > limit && last !== undefined
  return { results: shown, page: { next_token: more ? pageToken(question, keyOf(last)) : '', count: shown.length } }
}

function digestOf(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16)
}
