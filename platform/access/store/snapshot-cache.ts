import type { Snapshot } from '../engine/facts.ts'

/** How long a snapshot is believed without asking; what another process changed counts after this at the latest where nothing is read or saved. */
const believedMs = 500
/** A snapshot of 500 people and 1,000 rules takes 1 to 2 MB with what is compiled of it. */
const mostKept = 100

/** Reads the snapshot of an organization, or answers `known` where that is what it would read. */
export type ReadSnapshot = (tenant: string, known: Snapshot | undefined) => Promise<Snapshot>

interface Kept {
  snapshot: Snapshot
  /** Of `performance.now()`, when the read began that found it current. */
  readAt: number
}

interface Reads {
  running: Promise<Snapshot> | undefined
  next: Promise<Snapshot> | undefined
}

/**
 * What this process knows of who may do what. Outdated knowledge does no harm where rows are read or saved: the database compares revisions
 * (tenancy.enter). Elsewhere it is at most half a second old, like sessions (identity, session-cache.ts).
 */
export class SnapshotCache {
  readonly #read: ReadSnapshot
  /** By tenant; the one used longest ago first. */
  readonly #kept = new Map<string, Kept>()
  readonly #reads = new Map<string, Reads>()

  constructor(read: ReadSnapshot) {
    this.#read = read
  }

  /** At most half a second old, and never older than the last control transaction of this process (`since`, of `performance.now()`). */
  recent(tenant: string, since: number): Promise<Snapshot> | Snapshot {
    const kept = this.#kept.get(tenant)
    if (kept === undefined || kept.readAt < Math.max(performance.now() - believedMs, since)) return this.current(tenant)
    this.#kept.delete(tenant)
    this.#kept.set(tenant, kept)
    return kept.snapshot
  }

  /**
   * As the database has it, by a read that begins from now on: whoever comes while one is under way waits for the next, together with
   * all who come in the meantime.
   */
  current(tenant: string): Promise<Snapshot> {
    const reads = this.#reads.get(tenant) ?? { running: undefined, next: undefined }
    this.#reads.set(tenant, reads)
    if (reads.next !== undefined) return reads.next
    const before = reads.running
    const begin = (): Promise<Snapshot> => {
      reads.next = undefined
      const running = this.#refresh(tenant).finally(() => {
        if (reads.running === running) reads.running = undefined
        if (reads.running === undefined && reads.next === undefined) this.#reads.delete(tenant)
      })
      reads.running = running
      return running
    }
    if (before === undefined) return begin()
    reads.next = before.then(begin, begin)
    return reads.next
  }

  async #refresh(tenant: string): Promise<Snapshot> {
    const readAt = performance.now()
    const snapshot = await this.#read(tenant, this.#kept.get(tenant)?.snapshot)
    this.#kept.delete(tenant)
    this.#kept.set(tenant, { snapshot, readAt })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return snapshot
  }
}
