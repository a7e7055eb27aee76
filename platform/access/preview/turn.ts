import { setImmediate } from 'node:timers/promises'

const longestMs = 20

/** Lets other requests have their turn in a long calculation. */
export class Turn {
  #since = performance.now()

  /** To be awaited between steps of some milliseconds. */
  async pass(): Promise<void> {
    if (performance.now() - this.#since < longestMs) return
    await setImmediate()
    this.#since = performance.now()
  }
}
