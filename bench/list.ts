import { fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { openPool } from '@freehold/postgres'
import { createTestDatabase, type TestDatabase } from '../test/harness/database.ts'
import { signIn } from '../test/harness/http.ts'
import { pageAddress, somePage, statementOf } from './deal-page.ts'
import { fillDeals } from './large-organization.ts'
import type { ListServerRequest } from './list-request.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { inTurns, rate } from './rate.ts'

const connections = 16
const seconds = 5

/**
 * A page of 50 of 1,000,000 deals beside 200 other organizations, by stage and owner, the largest first; over HTTP with session,
 * isolation and permissions. Peers in the same run: the same SQL behind a bare Fastify route, and the SQL alone.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  try {
    await fillDeals(db)
    const token = await signIn(db, db.acme, 'member')
    const { stage, owner } = await somePage(db)
    const path = pageAddress({ stage, owner })
    const sql = await statementOf(db, path, token)
    const ours = await startServer(env, db, 'freehold', sql)
    const peer = await startServer(env, db, 'bare', sql)
    const connection = { host: env.cluster.host, port: env.cluster.port, database: db.name, ...env.cluster.admin }
    const bare = openPool({ connection, max: 10, name: 'bench-sql' })
    try {
      const seen = await inTurns({
        sql: () =>
          rate(() => bare.query({ text: sql, values: [db.acme.tenant, owner, stage], name: 'bare-list' }), {
            workers: connections,
            seconds,
          }),
        bare: () => load(`${peer.address}/deals?tenant=${db.acme.tenant}&stage=${stage}&owner=${owner}`),
        freehold: () => load(`${ours.address}${path}`, { cookie: `freehold-session=${token}` }),
      })
      return [
        {
          name: 'list.page-against-fastify',
          value: seen.freehold,
          unit: 'pages/s',
          floor: seen.bare,
          ratio: seen.freehold / seen.bare,
          goal: '≥ 0.5',
          met: seen.freehold / seen.bare >= 0.5,
        },
        {
          name: 'list.page-against-sql',
          value: seen.freehold,
          unit: 'pages/s',
          floor: seen.sql,
          ratio: seen.freehold / seen.sql,
          goal: 'shown',
          met: null,
        },
      ]
    } finally {
      await bare.end()
      await Promise.all([ours.stop(), peer.stop()])
    }
  } finally {
    await db.drop()
  }
}

async function startServer(env: BenchEnv, db: TestDatabase, kind: ListServerRequest['kind'], sql: string) {
  const { host, port, admin, passwords, sealKey } = env.cluster
  const child = fork(new URL('./list-server.ts', import.meta.url))
  const request: ListServerRequest = {
    kind,
    connection: { host, port, database: db.name },
    admin,
    app: { user: 'freehold_app', password: passwords.app },
    control: { user: 'freehold_control', password: passwords.control },
    sealKey,
    sql,
  }
  child.send(request)
  const [{ address }] = (await once(child, 'message')) as [{ address: string }]
  return {
    address,
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function load(url: string, headers: Record<string, string> = {}): Promise<number> {
  const result = await autocannon({ url, headers, connections, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 200 and ${result.errors} failed: ${url}`)
  return result.requests.average
}
