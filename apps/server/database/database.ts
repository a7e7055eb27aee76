import { readPostmaster } from '../embedded/postmaster.ts'
import { join } from 'node:path'
import type { Config, Log } from '@freehold/kernel'
import type { Secrets } from '../home/secrets.ts'
import { embeddedConnections, externalConnections } from './connection.ts'
import type { Connections } from './connection.ts'
import { createEmbeddedDatabase } from './preparation.ts'

export interface RunningDatabase {
  readonly kind: 'embedded' | 'external'
  readonly connections: Connections
  /** Of the embedded PostgreSQL. */
  readonly pid?: number
  stop(): Promise<void>
}

export interface DatabaseOptions {
  readonly config: Config
  /** Absolute, locked by the caller. */
  readonly home: string
  readonly secrets: Secrets
  readonly log: Log
  readonly onLost: (error: Error) => void
}

/** Starts the embedded PostgreSQL, or takes the one that DATABASE_URL names. */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const { config, home, secrets, log, onLost } = options
  if (config.databaseUrl !== undefined) {
    return { kind: 'external', connections: externalConnections(config.databaseUrl, secrets), stop: () => Promise.resolve() }
  }
  const { EmbeddedPostgres } = await import('../embedded/embedded-postgres.ts')
  const embedded = await EmbeddedPostgres.start({ home, ownerPassword: secrets.databaseOwner, log, onLost })
  const connections = embeddedConnections(embedded.socketFolder, secrets)
  try {
    await createEmbeddedDatabase(connections)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return { kind: 'embedded', connections, ...(embedded.pid === undefined ? {} : { pid: embedded.pid }), stop: () => embedded.stop() }
}

/** For commands beside a running server, which holds the lock: the way to its embedded PostgreSQL. Undefined while it starts or stops. */
export function attachDatabase(home: string, secrets: Secrets): RunningDatabase | undefined {
  const postmaster = readPostmaster(join(home, 'postgres'))
  if (postmaster === undefined || !postmaster.ready) return undefined
  return {
    kind: 'embedded',
    connections: embeddedConnections(postmaster.socketFolder, secrets),
    pid: postmaster.pid,
    stop: () => Promise.resolve(),
  }
}
