import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crmAccessModel, prepareCrm } from '@freehold/crm'
import { createAccess } from '@freehold/access'
import type { Access } from '@freehold/access'
import { createHttpServer } from '@freehold/http'
import { createIdentity } from '@freehold/identity'
import type { Identity } from '@freehold/identity'
import type { Config } from '@freehold/kernel'
import { ping } from '@freehold/tenancy'
import type { TenantPlacement } from '@freehold/tenancy'
import { apiRoutes } from './api-routes.ts'
import { startDatabase } from './database/database.ts'
import type { RunningDatabase } from './database/database.ts'
import { migrationCheck } from './database/migration.ts'
import { prepareDatabase } from './database/preparation.ts'
import { createExamples, planDemonstration } from './demonstration/demonstration.ts'
import { prepareExample } from './demonstration/example-records.ts'
import { HomeLock } from './home/home-lock.ts'
import { prepareHome } from './home/home.ts'
import { loadSecrets } from './home/secrets.ts'
import type { Secrets } from './home/secrets.ts'
import { startJobs } from './job-worker.ts'
import { listen, publicOrigin } from './listening.ts'
import type { ServerLog } from './log.ts'
import { openPlacement } from './placement.ts'

export interface RunningServer {
  /** `http://127.0.0.1:7420`. */
  readonly address: string
  readonly demonstration: boolean
  /** Requests end first, then jobs, then the database. */
  stop(): Promise<void>
}

const webRoot = fileURLToPath(new URL('../web/dist', import.meta.url))

/** Takes down in reverse what was started, also when the start fails half-way. */
export async function startServer(config: Config, log: ServerLog, onLost: (error: Error) => void): Promise<RunningServer> {
  if (!existsSync(webRoot)) throw new Error('The page is not built. Run: node scripts/prepare.mjs')
  const parts = new AsyncDisposableStack()
  try {
    return { ...(await startParts(parts, config, log, onLost)), stop: () => parts.disposeAsync() }
  } catch (error) {
    await parts.disposeAsync()
    throw error
  }
}

/** Everything a server is, in the order in which one part needs the other. */
async function startParts(
  parts: AsyncDisposableStack,
  config: Config,
  log: ServerLog,
  onLost: (error: Error) => void,
): Promise<Omit<RunningServer, 'stop'>> {
  const home = prepareHome(config)
  const lock = HomeLock.acquire(home, 'start')
  parts.defer(() => lock.release())
  const secrets = loadSecrets(home)
  const database = await startDatabase({ config, home, secrets, log, onLost })
  parts.defer(() => database.stop())
  await prepareDatabase(database.connections, secrets, log)
  const placement = await openPlacement(config, database.connections, secrets, log)
  parts.defer(() => placement.close())
  const demonstration = await planDemonstration(config, placement)
  const access = createAccess({ model: crmAccessModel, placement, log })
  const identity = createServerIdentity({ config, secrets, placement, access, log, demonstration: demonstration.present })
  await createExamples(identity, access, placement, demonstration, log)
  await identity.prepareOrganizations()
  const worker = await startJobs({ config, database, placement, access, log })
  parts.defer(() => worker.stop())
  const app = await createApp({ config, database, placement, access, identity, log })
  const address = await listen(app, config)
  parts.defer(address.close)
  lock.announce(address.url)
  log.info({ address: address.url, database: database.kind }, 'ready')
  return { address: address.url, demonstration: demonstration.present }
}

interface Parts {
  readonly config: Config
  readonly database: RunningDatabase
  readonly secrets: Secrets
  readonly placement: TenantPlacement
  readonly access: Access
  readonly identity: Identity
  readonly log: ServerLog
  readonly demonstration: boolean
}

function createServerIdentity(parts: Pick<Parts, 'config' | 'secrets' | 'placement' | 'access' | 'log' | 'demonstration'>): Identity {
  const { config, secrets, placement, access, log, demonstration } = parts
  return createIdentity({
    placement,
    access,
    log,
    settings: {
      pepper: Buffer.from(secrets.passwordPepper, 'base64url'),
      sessionIdleSeconds: config.sessionIdleSeconds,
      sessionAbsoluteSeconds: config.sessionAbsoluteSeconds,
      demonstration,
    },
    onOrganizationCreated: [prepareCrm, prepareExample],
  })
}

function createApp({ config, database, placement, access, identity, log }: Omit<Parts, 'secrets' | 'demonstration'>) {
  return createHttpServer({
    routes: apiRoutes(identity),
    sessions: identity,
    access,
    placement,
    log,
    secure: publicOrigin(config).startsWith('https:'),
    ...(config.publicOrigin === undefined ? {} : { origins: [config.publicOrigin] }),
    ...(config.trustedProxies === undefined ? {} : { trustProxy: [...config.trustedProxies] }),
    webRoot,
    limits: { uploadBytes: config.uploadLimitMb * 1_000_000 },
    cookieSeconds: config.sessionAbsoluteSeconds,
    checks: [
      { name: 'database', check: () => ping(placement) },
      { name: 'migrations', check: migrationCheck(database.connections) },
    ],
  })
}
