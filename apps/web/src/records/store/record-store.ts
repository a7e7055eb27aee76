import type { RecordRow } from '../../api-types.ts'
import type { Changes } from '../model/metadata.ts'

/**
 * Every record that the page has read, once, whoever shows it: list, panel, board. What the server confirmed is kept apart
 * from changes under way, so that a refused change falls away and leaves what was, even when two are under way at a time.
 */
export class RecordStore {
  readonly #confirmed = new Map<string, RecordRow>()
  readonly #pending = new Map<string, { readonly token: symbol; readonly changes: Changes }[]>()
  readonly #views = new Map<string, RecordRow>()
  readonly #listeners = new Map<string, Set<() => void>>()
  readonly #watchers = new Set<() => void>()
  #revision = 0

  /** Takes what the server said. An older version than the known one is stale news and changes nothing. */
  receive(object: string, record: RecordRow): void {
    const key = keyOf(object, record.id)
    const known = this.#confirmed.get(key)
    if (known !== undefined && known.version > record.version) return
    // Whole: a value that is not sent any more is one that the reader may not see any more.
    this.#confirmed.set(key, record)
    this.#changed(key)
  }

  /** The reader may not see it any more, or it is gone for good. */
  forget(object: string, id: string): void {
    const key = keyOf(object, id)
    if (this.#confirmed.delete(key)) this.#changed(key)
  }

  /** Leaves only what is on the page, which is read again. */
  forgetUnseen(): void {
    for (const key of this.#confirmed.keys()) {
      if (this.#listeners.has(key) || this.#pending.has(key)) continue
      this.#confirmed.delete(key)
      this.#views.delete(key)
    }
  }

  receiveAll(object: string, records: readonly RecordRow[]): void {
    for (const record of records) this.receive(object, record)
  }

  /** With the changes under way laid over; the same object until something changes. */
  get(object: string, id: string): RecordRow | undefined {
    const key = keyOf(object, id)
    const kept = this.#views.get(key)
    if (kept !== undefined) return kept
    const confirmed = this.#confirmed.get(key)
    if (confirmed === undefined) return undefined
    const view = (this.#pending.get(key) ?? []).reduce<RecordRow>((record, { changes }) => ({ ...record, ...changes }), confirmed)
    this.#views.set(key, view)
    return view
  }

  /** As the server last said it. */
  confirmed(object: string, id: string): RecordRow | undefined {
    return this.#confirmed.get(keyOf(object, id))
  }

  /** Shows a change before the server has answered. The result ends it: give what the server said, or nothing to roll back. */
  begin(object: string, id: string, changes: Changes): (answer?: RecordRow) => void {
    const key = keyOf(object, id)
    const token = Symbol(id)
    this.#pending.set(key, [...(this.#pending.get(key) ?? []), { token, changes }])
    this.#changed(key)
    return (answer) => {
      const rest = (this.#pending.get(key) ?? []).filter((change) => change.token !== token)
      if (rest.length === 0) this.#pending.delete(key)
      else this.#pending.set(key, rest)
      if (answer !== undefined) this.receive(object, answer)
      this.#changed(key)
    }
  }

  isPending(object: string, id: string): boolean {
    return this.#pending.has(keyOf(object, id))
  }

  subscribe(object: string, id: string, listener: () => void): () => void {
    const key = keyOf(object, id)
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(key)
    }
  }

  /** Counts changes of whatever record, for views that depend on many: a board's columns. */
  readonly revision = (): number => this.#revision

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #changed(key: string): void {
    this.#views.delete(key)
    this.#revision += 1
    for (const watcher of this.#watchers) watcher()
    for (const listener of this.#listeners.get(key) ?? []) listener()
  }
}

function keyOf(object: string, id: string): string {
  return `${object} ${id}`
}
