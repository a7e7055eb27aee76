import { Problem } from '@freehold/kernel'

/** Where a preview goes on: all that it needs travels with the caller. Nothing in it opens anything. */
export interface PreviewPosition {
  readonly draftVersion: number
  readonly revision: number
  /** Number of people decided for, and what came of them. */
  readonly done: number
  readonly people: number
  readonly gained: number
  readonly lost: number
}

export function writePosition({ draftVersion, revision, done, people, gained, lost }: PreviewPosition): string {
  return Buffer.from(JSON.stringify([draftVersion, revision, done, people, gained, lost])).toString('base64url')
}

/** Throws Problem `invalid_cursor`, also where the draft or the permissions have changed in the meantime. */
export function readPosition(cursor: string | undefined, now: { draftVersion: number; revision: number }): PreviewPosition {
  if (cursor === undefined) return { ...now, done: 0, people: 0, gained: 0, lost: 0 }
  const numbers = parse(cursor)
  const [draftVersion = -1, revision = -1, done = 0, people = 0, gained = 0, lost = 0] = numbers
  if (numbers.length !== 6 || !numbers.every((one) => Number.isSafeInteger(one) && one >= 0))
    throw invalid('This is no cursor of a preview.')
  if (draftVersion !== now.draftVersion || revision !== now.revision)
    throw invalid('The draft or the permissions changed while it was previewed. Start again without the cursor.')
  return { draftVersion, revision, done, people, gained, lost }
}

function parse(cursor: string): number[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) ? values.map((value) => (typeof value === 'number' ? value : -1)) : []
  } catch {
    return []
  }
}

function invalid(detail: string): Problem {
  return new Problem('invalid_cursor', { detail })
}
