import { AsyncLocalStorage } from 'node:async_hooks'
import type { Saved } from './job.ts'

/** Twice a second is as often as a person notices. */
const interval = 500

/** Keeps the last progress told and writes it at most every `interval` ms. */
export class ProgressWriter {
  readonly #write: (state: Saved) => Promise<void>
  // A timer set inside a handler's transaction would inherit it and be refused one of its own.
  readonly #outside = AsyncLocalStorage.snapshot()
  #latest: Saved | undefined
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #lastWrite = 0

  constructor(write: (state: Saved) => Promise<void>) {
    this.#write = write
  }

  tell(state: Saved): void {
    this.#latest = state
    if (this.#timer !== undefined) return
    const wait = Math.max(0, this.#lastWrite + interval - performance.now())
    this.#outside(() => {
      this.#timer = setTimeout(() => this.#flush(), wait)
    })
  }

  /** Writes what is left; nothing is written afterwards. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#outside(() => this.#flush())
    await this.#writing
    clearTimeout(this.#timer)
  }

  #flush(): void {
    this.#timer = undefined
    const state = this.#latest
    if (state === undefined) return
    this.#latest = undefined
    this.#lastWrite = performance.now()
    this.#writing = this.#writing.then(() => this.#write(state))
  }
}
