import Fastify from 'fastify'
import { openPool } from '@freehold/postgres'
import { createAccess } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import { createHttpServer } from '@freehold/http'
import { createIdentity } from '@freehold/identity'
import { Sealer, SingleDatabase } from '@freehold/tenancy'
import { apiRoutes } from '../apps/server/api-routes.ts'
import { quietLog } from '../test/harness/database.ts'
import type { ListServerRequest } from './list-request.ts'

/** One of the two servers under load, in a process of its own: Freehold, or a bare Fastify route with the same SQL. */
process.once('message', (message) => {
  void start(message as ListServerRequest)
})

async function start(request: ListServerRequest): Promise<void> {
  const app = request.kind === 'freehold' ? await freehold(request) : bare(request)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  process.send?.({ address })
  process.once('disconnect', () => process.exit())
}

async function freehold({ connection, app: appRole, control, sealKey }: ListServerRequest) {
  const placement = await SingleDatabase.open({
    app: { ...connection, ...appRole },
    control: { ...connection, ...control },
    sealer: new Sealer(Buffer.from(sealKey, 'hex')),
  })
  const access = createAccess({ model: crmAccessModel, placement, log: quietLog })
  const identity = createIdentity({ settings: { pepper: Buffer.alloc(32) }, placement, access, log: quietLog })
  return createHttpServer({ routes: apiRoutes(identity), sessions: identity, access, placement, log: quietLog, secure: false })
}

/** The same statement as a superuser: no session, no permissions, no row security. */
function bare({ connection, admin, sql }: ListServerRequest) {
  const pool = openPool({ connection: { ...connection, ...admin }, max: 10, name: 'bench-bare' })
  const app = Fastify()
  app.get('/deals', async (incoming) => {
    const { tenant, stage, owner } = incoming.query as Record<string, string>
    const { rows } = await pool.query({ text: sql, values: [tenant, owner, stage], name: 'bare-list' })
    return { items: rows }
  })
  return app
}
