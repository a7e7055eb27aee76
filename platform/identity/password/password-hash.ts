import { hash, parseOptions, verify } from '@node-rs/argon2'
import { Problem } from '@freehold/kernel'
import { normalisePassword } from './password-rules.ts'

/** OWASP's first choice for Argon2id (the library's default algorithm): 19 MiB, two passes, one lane; about 20 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** At once: libuv has four threads for everything, files and names too; two leave it room and bound the memory to 38 MiB. */
const mostAtOnce = 2
/** Waiting longer than about 2 s helps nobody; a flood of sign-ins is answered, not queued without end. */
const mostWaiting = 200

/** Argon2id with a pepper, off the main thread, few at a time. */
export class PasswordHasher {
  readonly #pepper: Buffer
  readonly #waiting: (() => void)[] = []
  #running = 0
  #decoy: Promise<string> | undefined

  constructor(pepper: Buffer) {
    this.#pepper = pepper
  }

  /** A PHC string with its own salt. Rejects with Problem `unavailable` when too many wait. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normalisePassword(password), { ...cost, secret: this.#pepper }))
  }

  /**
   * Whether the password is the one that was hashed. Without a hash (no such account) it works just as long and answers false,
   * so that time does not tell who has an account (ASVS 6.3.8).
   */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await (this.#decoy ??= this.hash('no password is this one')))
    const matches = await this.#inTurn(() => verify(against, normalisePassword(password), { secret: this.#pepper }))
    return matches && stored !== undefined
  }

  /** Made with other parameters than today's: hash again when the password is next known. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored)
    return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= mostAtOnce) {
      if (this.#waiting.length >= mostWaiting)
        throw new Problem('unavailable', { detail: 'Very many people are signing in right now. Try again in a moment.' })
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
    try {
      return await work()
    } finally {
      // The place is handed on, not freed and taken again, so that nobody overtakes.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
