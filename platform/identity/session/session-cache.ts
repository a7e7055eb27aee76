import type { Placement } from '@freehold/kernel'
import { controlQuery, controlTx } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import { sessionRevision } from './session-queries.ts'
import type { Authenticated } from './authenticated.ts'

/** How long a revision that was read is believed: what another process changed counts here after this at the latest. */
const believedMs = 500
/** About 500 bytes each. */
const mostRemembered = 10_000

interface Remembered {
  readonly value: Authenticated
  /** As of the same snapshot as the value. */
  readonly revision: number
  /** Of `performance.now()`. */
  readonly until: number
}

/**
 * Sessions that were read lately. One is trusted only while the revision in the database is the one that it was read with
 * (schema/0022-session-revision): every change that matters raises it in its own transaction. The revision is asked for at most twice
 * a second and process, by whoever comes next; an idle process asks nothing. Weighed: 6,800 look-ups a second without it,
 * and they took a third of the time of a list page.
 */
export class SessionCache {
  readonly #placement: Placement
  readonly #remembered = new Map<string, Remembered>()
  #revision = -1
  #readAt = Number.NEGATIVE_INFINITY
  #reading: Promise<number> | undefined
  #epoch = 0

  constructor(placement: Placement) {
    this.#placement = placement
  }

  /** Undefined where the database has to be asked. */
  async find(key: string): Promise<Authenticated | undefined> {
    const found = this.#remembered.get(key)
    if (found === undefined) return undefined
    const revision = performance.now() - this.#readAt < believedMs ? this.#revision : await this.#read()
    if (found.revision === revision && performance.now() < found.until) return found.value
    this.#remembered.delete(key)
    return undefined
  }

  /** `forMs`: until the session ends or its being seen is to be written. */
  remember(key: string, value: Authenticated, revision: number, forMs: number): void {
    if (forMs <= 0) return
    this.#remembered.set(key, { value, revision, until: performance.now() + forMs })
    const [oldest] = this.#remembered.keys()
    if (this.#remembered.size > mostRemembered && oldest !== undefined) this.#remembered.delete(oldest)
  }

  /** Something may have changed: nothing is trusted until the revision has been read anew, by a query that starts from now on. */
  doubt(): void {
    this.#epoch += 1
    this.#readAt = Number.NEGATIVE_INFINITY
    this.#reading = undefined
  }

  #read(): Promise<number> {
    this.#reading ??= this.#ask()
    return this.#reading
  }

  async #ask(): Promise<number> {
    const epoch = this.#epoch
    const startedAt = performance.now()
    try {
      const [row] = await controlQuery<{ revision: number }>(this.#placement, sessionRevision)
      const revision = row?.revision ?? -1
      if (epoch === this.#epoch) {
        this.#revision = revision
        this.#readAt = startedAt
      }
      return revision
    } finally {
      if (epoch === this.#epoch) this.#reading = undefined
    }
  }
}

const caches = new WeakMap<Placement, SessionCache>()

/** One for each register and process, whoever asks. */
export function sessionCacheOf(placement: Placement): SessionCache {
  const cache = caches.get(placement) ?? new SessionCache(placement)
  caches.set(placement, cache)
  return cache
}

/** A control transaction that may change who is signed in or what they may do: effective in this process before it resolves. */
export async function changeIdentity<T>(placement: Placement, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  try {
    return await controlTx(placement, fn)
  } finally {
    // Also after a failure: the answer to a commit may be lost on the way.
    sessionCacheOf(placement).doubt()
  }
}
