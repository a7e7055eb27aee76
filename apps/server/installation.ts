import type { Config } from '@freehold/kernel'
import { attachDatabase, startDatabase } from './database/database.ts'
import type { RunningDatabase } from './database/database.ts'
import { prepareHome } from './home/home.ts'
import { HomeInUseError, HomeLock } from './home/home-lock.ts'
import { loadSecrets } from './home/secrets.ts'
import type { Secrets } from './home/secrets.ts'
import type { ServerLog } from './log.ts'

/** What a command works on: the home's secrets and a database that answers. Not migrated yet. */
export interface Installation {
  readonly config: Config
  readonly home: string
  readonly secrets: Secrets
  readonly database: RunningDatabase
  readonly log: ServerLog
  close(): Promise<void>
}

/**
 * For commands: beside a running server its embedded PostgreSQL is used, otherwise one is started for as long as the command
 * takes. With DATABASE_URL any number of commands may run.
 */
export async function openInstallation(config: Config, command: string, log: ServerLog): Promise<Installation> {
  const home = prepareHome(config)
  const lock = config.databaseUrl === undefined ? tryLock(home, command) : undefined
  const secrets = loadSecrets(home)
  const base = { config, home, secrets, log }
  if (lock instanceof HomeInUseError) {
    const database = attachDatabase(home, secrets)
    if (database === undefined) throw lock
    return { ...base, database, close: () => Promise.resolve() }
  }
  try {
    const onLost = (error: Error) => log.fatal({ err: error }, 'the database is lost')
    const database = await startDatabase({ config, home, secrets, log, onLost })
    return {
      ...base,
      database,
      close: async () => {
        await database.stop()
        lock?.release()
      },
    }
  } catch (error) {
    lock?.release()
    throw error
  }
}

function tryLock(home: string, command: string): HomeLock | HomeInUseError {
  try {
    return HomeLock.acquire(home, command)
  } catch (error) {
    if (error instanceof HomeInUseError) return error
    throw error
  }
}
