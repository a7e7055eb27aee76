import { ApiProblem } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { fieldsOf, isFieldValue, reversal, sameValue, valueOf } from '../model/metadata.ts'
import type { Changes, FieldValue } from '../model/metadata.ts'
import type { RecordStore } from './record-store.ts'

export type SendChange = (
  meta: ObjectMeta,
  record: Pick<RecordRow, 'id' | 'version'>,
  body: Record<string, FieldValue>,
) => Promise<RecordRow>

/** How a change ended. Refusals are data: the cell, the panel or the dialog that asked says them in its place. */
export type ChangeOutcome =
  | { readonly kind: 'unchanged' }
  /** `undo` are the values that put it back. */
  | { readonly kind: 'saved'; readonly record: RecordRow; readonly undo: Changes }
  /** The server refused the value of `field`. */
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string }
  /** Somebody changed the same field after the reader saw it. */
  | { readonly kind: 'stale'; readonly conflict: Conflict }
  | { readonly kind: 'failed'; readonly error: unknown }

export interface Conflict {
  readonly meta: ObjectMeta
  /** As it is on the server now. */
  readonly current: RecordRow
  /** As the reader saw it. */
  readonly seen: RecordRow
  readonly changes: Changes
}

/**
 * Changes records before the server answers, and takes the change back when it refuses. Changes of one record go out one after
 * the other, each on the version the one before has made; those of different records do not wait for each other.
 */
export class RecordWriter {
  readonly #store: RecordStore
  readonly #send: SendChange
  readonly #queues = new Map<string, Promise<unknown>>()

  constructor(store: RecordStore, send: SendChange) {
    this.#store = store
    this.#send = send
  }

  async change(meta: ObjectMeta, id: string, changes: Changes): Promise<ChangeOutcome> {
    const seen = this.#store.get(meta.name, id)
    if (seen === undefined || isNothing(seen, changes, meta)) return { kind: 'unchanged' }
    const settle = this.#store.begin(meta.name, id, changes)
    const before = this.#queues.get(id) ?? Promise.resolve()
    const sent = before.then(() => this.#attempt({ meta, seen, changes, settle }))
    this.#queues.set(id, sent)
    const outcome = await sent
    if (this.#queues.get(id) === sent) this.#queues.delete(id)
    return outcome
  }

  async #attempt(work: {
    meta: ObjectMeta
    seen: RecordRow
    changes: Changes
    settle: (answer?: RecordRow) => void
  }): Promise<ChangeOutcome> {
    const { meta, seen, changes, settle } = work
    const fields = fieldsOf(changes, meta)
    // Twice more: somebody else's change of another field is no conflict, only a newer version to build on.
    for (let tries = 0; tries < 3; tries += 1) {
      const before = this.#store.confirmed(meta.name, seen.id) ?? seen
      const { version } = before
      try {
        const record = await this.#send(meta, { id: seen.id, version }, fields)
        settle(record)
        return { kind: 'saved', record, undo: reversal(before, record, meta) }
      } catch (error) {
        const current = staleCurrent(error)
        if (current === undefined) return this.#refused(error, fields, settle)
        this.#store.receive(meta.name, current)
        if (!Object.keys(fields).every((name) => sameValue(valueOf(current, name), valueOf(seen, name)))) {
          settle()
          return { kind: 'stale', conflict: { meta, current, seen, changes } }
        }
      }
    }
    settle()
    return { kind: 'failed', error: new Error(`${seen.id} kept changing while it was being saved`) }
  }

  #refused(error: unknown, fields: Record<string, FieldValue>, settle: () => void): ChangeOutcome {
    settle()
    const refusal = error instanceof ApiProblem ? error.errors.find(({ path }) => path in fields) : undefined
    return refusal === undefined ? { kind: 'failed', error } : { kind: 'invalid', field: refusal.path, message: refusal.message }
  }
}

function isNothing(seen: RecordRow, changes: Changes, meta: ObjectMeta): boolean {
  return Object.entries(fieldsOf(changes, meta)).every(([name, value]) => sameValue(valueOf(seen, name), value))
}

/** What the server has now, when it refused because the version was not the newest. */
function staleCurrent(error: unknown): RecordRow | undefined {
  if (!(error instanceof ApiProblem) || error.code !== 'stale_version') return undefined
  const current = error.members['current']
  return isRecord(current) ? current : undefined
}

function isRecord(value: unknown): value is RecordRow {
  return typeof value === 'object' && value !== null && 'id' in value && 'version' in value && typeof value.version === 'number'
}

/** The fields on which both sides differ, for the conflict view; the others are settled by themselves. */
export function conflictingFields({ meta, current, changes }: Conflict): string[] {
  return Object.entries(fieldsOf(changes, meta)).flatMap(([name, mine]) =>
    isFieldValue(mine) && sameValue(valueOf(current, name), mine) ? [] : [name],
  )
}
