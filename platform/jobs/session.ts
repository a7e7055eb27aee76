import { randomInt } from 'node:crypto'
import type { Log } from '@freehold/kernel'
import type { Pool, PoolClient } from 'pg'
import { leaderLocks, livenessLocks } from './routing-queries.ts'

const channel = 'freehold_jobs'

export interface SessionOptions {
  readonly pool: Pool
  readonly log: Log
  /** Another process has queued or finished something. */
  readonly onRing: () => void
}

/**
 * The one connection that a worker process keeps to itself. Its advisory lock says that the process lives (the server
 * frees it the moment the process dies, without waiting for a heartbeat to go stale), another one elects the relay that
 * feeds, and it listens for other processes' rings. It needs a real session: no PgBouncer in transaction mode.
 */
export class Session {
  readonly #options: SessionOptions
  #client: PoolClient | undefined
  #lock = 0
  #leading = false
  #ringing: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: SessionOptions) {
    this.#options = options
  }

  /** The number of the liveness lock; another one for each connection, since the server may not have noticed yet that the last one broke. */
  get lock(): number {
    return this.#lock
  }

  get open(): boolean {
    return this.#client !== undefined
  }

  get leading(): boolean {
    return this.#leading
  }

  /** Connects and takes the liveness lock. Rejects when the database cannot be reached. */
  async connect(): Promise<void> {
    const client = await this.#options.pool.connect()
    const lost = (error?: Error): void => this.#lose(client, error)
    client.on('error', lost)
    client.on('end', () => lost())
    client.on('notification', () => this.#options.onRing())
    const lock = randomInt(1, 2 ** 31 - 1)
    try {
      await client.query('select pg_advisory_lock($1, $2)', [livenessLocks, lock])
      await client.query(`listen ${channel}`)
      this.#lock = lock
      this.#client = client
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  /** Tries to become the one relay that feeds; cheap when somebody else is. */
  async lead(): Promise<boolean> {
    if (this.#leading || this.#client === undefined) return this.#leading
    const { rows } = await this.#client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, 0) as mine', [leaderLocks])
    this.#leading = rows[0]?.mine === true
    return this.#leading
  }

  /** Rings the other processes; once for all that happens within 5 ms. In a transaction of its own, never in an organization's. */
  ringOthers(): void {
    if (this.#ringing !== undefined || this.#closed) return
    this.#ringing = setTimeout(() => {
      this.#ringing = undefined
      this.#options.pool.query(`select pg_notify('${channel}', '')`).catch((error: unknown) => {
        this.#options.log.debug({ error }, 'Other workers were not rung; they look by themselves within a second')
      })
    }, 5)
  }

  /** Closing the connection frees its locks. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#ringing)
    const client = this.#client
    this.#client = undefined
    this.#leading = false
    client?.release(true)
  }

  #lose(client: PoolClient, error?: Error): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#leading = false
    client.release(true)
    this.#options.log.warn({ error }, 'The job worker lost its connection and connects again')
  }
}
