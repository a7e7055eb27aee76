import pg from 'pg'
import { types } from './types.ts'

export interface PoolOptions {
  /** A connection string, or host (a socket's folder too), port, user, password, database. */
  readonly connection: pg.ClientConfig
  /** Most connections at once. */
  readonly max: number
  /** Shown in pg_stat_activity. */
  readonly name: string
  /** Called when an idle connection breaks; the pool replaces it. */
  readonly onIdleError?: (error: Error) => void
}

/** A bounded pool of pipelining connections (T11). Behind PgBouncer in transaction mode too: nothing is kept in a session. */
export function openPool(options: PoolOptions): pg.Pool {
  const config: pg.PoolConfig & { pipeline: true } = {
    ...options.connection,
    max: options.max,
    application_name: options.name,
    // A wait for a free connection ends in a clear `unavailable`, not in a queue without end.
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    types,
    pipeline: true,
  }
  const pool = new pg.Pool(config)
  // `end` resolves before the server has read the goodbyes: one that stops right then interrupts who is leaving anyway.
  const tell = (error: Error): void => {
    if (!pool.ending) options.onIdleError?.(error)
  }
  pool.on('error', tell)
  // A connection that breaks while in use reports it to its query and once more as an event, which would end the process.
  pool.on('connect', (client) => client.on('error', tell))
  return pool
}
