import { useSyncExternalStore } from 'react'
import { ApiProblem, records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { pruneRecents } from '../access/prune-recents.ts'
import { onAccessChange } from '../../session/access-watch.ts'
import { useSession } from '../../session/session.ts'
import { ListWindow, pageSize } from './list-window.ts'
import { RecordStore } from './record-store.ts'
import { RecordWriter } from './record-writer.ts'

/** Lists kept for coming back to, beside those on the page. */
const keptWindows = 8
/** A list that was left longer ago than this is read again when it is opened, its old rows standing meanwhile. */
const freshMilliseconds = 2_000

/** All that the page has read of records, for one member of one organization. */
export class RecordsHome {
  readonly store = new RecordStore()
  readonly writer = new RecordWriter(this.store, (meta, record, body) => records(meta.plural).update(record, body))
  readonly #windows = new Map<string, { readonly meta: ObjectMeta; readonly window: ListWindow; readonly made: number }>()

  /** The list for these conditions; the same object as long as it is kept. */
  window(meta: ObjectMeta, query: Record<string, string>): ListWindow {
    const parameters = new URLSearchParams(query)
    parameters.sort()
    const key = `${meta.plural}?${parameters.toString()}`
    const kept = this.#windows.get(key)
    if (kept !== undefined) return kept.window
    const window = new ListWindow(
      (cursor, signal) => records(meta.plural).list({ ...query, limit: pageSize, cursor }, signal),
      (rows) => this.store.receiveAll(meta.name, rows),
    )
    this.#windows.set(key, { meta, window, made: Date.now() })
    this.#forgetOldest()
    return window
  }

  /** Reads an opened list, again unless it was made just now. */
  visit(window: ListWindow): void {
    const made = [...this.#windows.values()].find((kept) => kept.window === window)?.made ?? 0
    if (window.state().ids.length === 0 || Date.now() - made < freshMilliseconds) window.ensure(1)
    else void window.reload()
  }

  /** After records came or went by other ways than a list's own: lists on the page are read again, others forgotten. */
  refresh(plural: string): void {
    for (const [key, { meta, window }] of this.#windows) {
      if (meta.plural !== plural) continue
      if (window.watched) void window.reload()
      else this.#windows.delete(key)
    }
  }

  /** After a change of permissions: nothing read before it is shown on trust. */
  renew(): void {
    for (const [key, { window }] of this.#windows) {
      if (window.watched) void window.reload({ distrust: true })
      else this.#windows.delete(key)
    }
    this.store.forgetUnseen()
  }

  /** After the server refused what the page thought possible: what is known of the record is old. */
  async reread(meta: ObjectMeta, id: string): Promise<void> {
    try {
      this.store.receive(meta.name, await records(meta.plural).get(id))
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 404) return
      this.removeFromLists(meta.plural, [id])
      this.store.forget(meta.name, id)
    }
  }

  /** Takes deleted records out of every list; the result puts them back. */
  removeFromLists(plural: string, ids: readonly string[]): () => void {
    const backs = [...this.#windows.values()].filter(({ meta }) => meta.plural === plural).map(({ window }) => window.remove(ids))
    return () => {
      for (const back of backs) back()
    }
  }

  #forgetOldest(): void {
    for (const [key, { window }] of this.#windows) {
      if (this.#windows.size <= keptWindows) return
      if (!window.watched) this.#windows.delete(key)
    }
  }
}

onAccessChange(() => {
  home?.records.renew()
  void pruneRecents()
})

let home: { readonly member: string; readonly records: RecordsHome } | undefined

/** Another member or another organization gets an empty one: nothing read before may show again. */
export function useRecordsHome(): RecordsHome {
  const { member } = useSession()
  if (home?.member !== member.id) home = { member: member.id, records: new RecordsHome() }
  return home.records
}

/** The record as the page knows it, changes under way included; undefined until something read it. */
export function useKnownRecord(object: string, id: string | undefined): RecordRow | undefined {
  const { store } = useRecordsHome()
  return useSyncExternalStore(
    (listener) => (id === undefined ? () => undefined : store.subscribe(object, id, listener)),
    () => (id === undefined ? undefined : store.get(object, id)),
  )
}
