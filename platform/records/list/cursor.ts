import { timingSafeEqual } from 'node:crypto'
import { type OpContext, Problem } from '@freehold/kernel'
import { signatureFor } from '@freehold/tenancy'
import type { Selection } from './filter.ts'
import type { SortTerm } from './sort.ts'

/** Where a page begins: after the row with these sort values and this id. */
export interface Position {
  readonly values: readonly (string | number | null)[]
  readonly id: string
}

/** What a cursor is good for; with another organization, object, order or filter it is no cursor at all. */
export interface CursorScope {
  readonly object: string
  readonly sort: readonly SortTerm[]
  readonly selection: Selection
}

/** An opaque text. It shows nothing but values of the row that the caller saw last, and cannot be forged or carried over. */
export function writeCursor(ctx: OpContext, scope: CursorScope, position: Position): string {
  return sealPosition(ctx, scopeText(scope), [...position.values, position.id])
}

/** Throws Problem `invalid_cursor` for anything that `writeCursor` did not make for this organization and list. */
export function readCursor(ctx: OpContext, scope: CursorScope, cursor: string): Position {
  const values = openPosition(ctx, scopeText(scope), cursor)
  return { values: values.slice(0, -1), id: String(values.at(-1)) }
}

const macLength = 16

export function sealPosition(ctx: OpContext, scope: string, values: readonly (string | number | null)[]): string {
  const payload = Buffer.from(JSON.stringify(values))
  return Buffer.concat([mac(ctx, scope, payload), payload]).toString('base64url')
}

export function openPosition(ctx: OpContext, scope: string, cursor: string): (string | number | null)[] {
  const bytes = Buffer.from(cursor, 'base64url')
  const payload = bytes.subarray(macLength)
  if (payload.length === 0 || !timingSafeEqual(bytes.subarray(0, macLength), mac(ctx, scope, payload))) {
    throw new Problem('invalid_cursor', {
      detail: 'A cursor is good only for the list it came from, with the same filters and order. Start again without it.',
    })
  }
  return JSON.parse(payload.toString()) as (string | number | null)[]
}

function mac(ctx: OpContext, scope: string, payload: Buffer): Buffer {
  return signatureFor(ctx, 'records.cursor', `${scope}|${payload.toString('base64url')}`).subarray(0, macLength)
}

function scopeText({ object, sort, selection }: CursorScope): string {
  const order = sort.map((term) => (term.descending ? `-${term.field}` : term.field))
  return JSON.stringify([
    object,
    order,
    selection.filters.map((one) => [one.field, one.operator, one.value]),
    selection.words,
    selection.trash,
  ])
}
