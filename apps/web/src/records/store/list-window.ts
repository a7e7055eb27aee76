import type { Page, RecordRow } from '../../api-types.ts'

/** One page of 200: 8,800 rows are 44 requests, each small enough (60 KB) to parse between two frames. */
export const pageSize = 200

export type LoadPage = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<RecordRow>>

export interface WindowState {
  /** Ids in the list's order, as far as they are loaded. */
  readonly ids: readonly string[]
  /** True when `ids` is the whole list. */
  readonly complete: boolean
  readonly loading: boolean
  readonly error: unknown
}

const start: WindowState = { ids: [], complete: false, loading: false, error: undefined }

/**
 * The loaded part of a list. Keyset pages follow one another, so a jump to row 5,000 loads the pages before it one after the
 * other; nothing is loaded that nobody scrolled to. Ids stay where they are when a record changes: a row does not jump away
 * under the cursor that edits it; `reload` puts the list in order again.
 */
export class ListWindow {
  #state: WindowState = start
  #cursor: string | undefined
  #wanted = 0
  /** Ids before this are as the server said since the last reload; those after it are from before, until their page comes. */
  #settled = 0
  #distrusted = false
  readonly #known = new Set<string>()
  #abort = new AbortController()
  #filling: AbortSignal | undefined
  readonly #load: LoadPage
  readonly #received: (records: readonly RecordRow[]) => void
  readonly #listeners = new Set<() => void>()

  constructor(load: LoadPage, received: (records: readonly RecordRow[]) => void) {
    this.#load = load
    this.#received = received
  }

  readonly state = (): WindowState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get watched(): boolean {
    return this.#listeners.size > 0
  }

  /** Makes sure that rows before `count` are loaded or on their way. A failed page is asked for again only by `retry`. */
  ensure(count: number): void {
    this.#wanted = Math.max(this.#wanted, count)
    if (this.#state.error === undefined) void this.#fill()
  }

  retry(): void {
    this.#set({ error: undefined })
    void this.#fill()
  }

  /**
   * Reads the list again from its beginning, as far as somebody looks; the rows known so far stand until theirs come. With
   * `distrust` only until the first page is here: what may be seen has changed.
   */
  async reload({ distrust = false } = {}): Promise<void> {
    this.#distrusted = distrust
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#cursor = undefined
    this.#settled = 0
    this.#known.clear()
    this.#wanted = 1
    this.#set({ complete: false, loading: false, error: undefined })
    await this.#fill()
  }

  /** Takes rows out (deleted, moved elsewhere); the result puts each back where it was. */
  remove(ids: readonly string[]): () => void {
    const gone = new Set(ids)
    const places = this.#state.ids.flatMap((id, index) => (gone.has(id) ? [{ id, index }] : []))
    this.#settled -= places.filter(({ index }) => index < this.#settled).length
    for (const id of ids) this.#known.delete(id)
    this.#set({ ids: this.#state.ids.filter((id) => !gone.has(id)) })
    return () => {
      const back = this.#state.ids.filter((id) => !gone.has(id))
      for (const { id, index } of places) back.splice(Math.min(index, back.length), 0, id)
      this.#settled += places.length
      for (const { id } of places) this.#known.add(id)
      this.#set({ ids: back })
    }
  }

  async #fill(): Promise<void> {
    const { signal } = this.#abort
    // One at a time: a listener that hears of a page asks for the next one while this loop is about to.
    if (this.#filling === signal) return
    this.#filling = signal
    while (!this.#state.complete && this.#state.error === undefined && this.#settled < this.#wanted) {
      if (!(await this.#next(signal))) break
    }
    if (this.#filling === signal) this.#filling = undefined
  }

  /** False when the list was reloaded meanwhile or the page failed. */
  async #next(signal: AbortSignal): Promise<boolean> {
    this.#set({ loading: true })
    try {
      const page = await this.#load(this.#cursor, signal)
      if (signal.aborted) return false
      this.#received(page.items)
      this.#cursor = page.next ?? undefined
      this.#set({ ids: this.#withPage(page), complete: page.next === null, loading: false })
      return true
    } catch (error) {
      if (!signal.aborted) this.#set({ loading: false, error, ...(this.#distrusted && { ids: [] }) })
      return false
    }
  }

  /** What the page adds to the settled ids; kept as a set beside them, since making it anew for each page took half of a jump to row 100,000. */
  #withPage(page: Page<RecordRow>): string[] {
    const { ids } = this.#state
    const added = page.items.flatMap(({ id }) => (this.#known.has(id) ? [] : [id]))
    for (const id of added) this.#known.add(id)
    const settled = [...ids.slice(0, this.#settled), ...new Set(added)]
    const rest = page.next === null || this.#distrusted ? [] : ids.slice(this.#settled).filter((id) => !this.#known.has(id))
    this.#settled = settled.length
    this.#distrusted = false
    return rest.length === 0 ? settled : [...settled, ...rest]
  }

  #set(changes: Partial<WindowState>): void {
    this.#state = { ...this.#state, ...changes }
    for (const listener of this.#listeners) listener()
  }
}

/**
 * How many rows the scrolled area holds: all of them where the count is known, so that the bar tells the truth; past a capped
 * count the loaded ones and a page more.
 */
export function virtualCount(state: WindowState, total: { count: number; capped: boolean } | undefined): number {
  const { length } = state.ids
  if (state.complete) return length
  const known = total === undefined ? 0 : total.count
  return Math.max(known, length + (state.error === undefined && total?.capped !== false ? pageSize : 0))
}
