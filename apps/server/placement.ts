import type { Config, Log } from '@freehold/kernel'
import { SingleDatabase } from '@freehold/tenancy'
import type { TenantPlacement } from '@freehold/tenancy'
import type { Connections } from './database/connection.ts'
import { sealerOf } from './database/preparation.ts'
import type { Secrets } from './home/secrets.ts'

/** The pools of a process, over one database. */
export function openPlacement(
  config: Pick<Config, 'databasePoolSize'>,
  connections: Connections,
  secrets: Secrets,
  log: Log,
): Promise<TenantPlacement> {
  return SingleDatabase.open({
    app: connections.app,
    control: connections.control,
    sealer: sealerOf(secrets),
    poolSize: config.databasePoolSize,
    onIdleError: (error) => {
      // Told so by a PostgreSQL that stops: at our own end, or before it comes back and the pool connects anew.
      if ('code' in error && error.code === '57P01') log.debug({}, 'an idle database connection was closed')
      else log.warn({ err: error }, 'an idle database connection broke')
    },
  })
}
