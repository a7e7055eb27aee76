import type { ClientConfig } from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import { ownerRole } from '../embedded/initialisation.ts'
import type { Secrets } from '../home/secrets.ts'

/** How each role reaches the database. `admin` bootstraps and migrates, nothing else. */
export interface Connections {
  readonly admin: ClientConfig
  readonly app: ClientConfig
  readonly control: ClientConfig
  readonly jobs: ClientConfig
}

const embeddedDatabase = 'freehold'

export function embeddedConnections(socketFolder: string, secrets: Secrets): Connections {
  return withRoles(
    { host: socketFolder, port: 5432, database: embeddedDatabase, user: ownerRole, password: secrets.databaseOwner },
    secrets,
  )
}

/** Same server, database and encryption as DATABASE_URL; the roles' own names and passwords. */
export function externalConnections(databaseUrl: string, secrets: Secrets): Connections {
  return withRoles(parseIntoClientConfig(databaseUrl), secrets)
}

function withRoles(admin: ClientConfig, secrets: Secrets): Connections {
  return {
    admin,
    app: { ...admin, user: 'freehold_app', password: secrets.databaseApp },
    control: { ...admin, user: 'freehold_control', password: secrets.databaseControl },
    jobs: { ...admin, user: 'freehold_jobs', password: secrets.databaseJobs },
  }
}
