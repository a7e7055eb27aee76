import pg from 'pg'

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

const asNumber = (value: string): number => Number(value)
const asText = (value: string): string => value
// '2026-11-21 13:00:00.123456+00' → ISO 8601; sessions run in UTC (see `openPool`). A Date would only be formatted again.
const asIso = (value: string): string => (value.endsWith('+00') ? `${value.slice(0, 10)}T${value.slice(11, -3)}Z` : value)

/** bigint → number (amounts in minor units and counts stay below 2^53), date and timestamptz → ISO text. */
const parsers = new Map<number, (value: string) => unknown>([
  [20, asNumber],
  [1082, asText],
  [1184, asIso],
])

const types = new pg.TypeOverrides()
for (const [oid, parse] of parsers) types.setTypeParser(oid, parse)

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
