import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { prepareCrm } from '@freehold/crm'
import { createHttpServer } from '@freehold/http'
import { createIdentity } from '@freehold/identity'
import type { Role } from '@freehold/kernel'
import { apiRoutes } from '../../apps/server/api-routes.ts'
import { quietLog, type TestDatabase, type TestOrganization, type TestPerson } from './database.ts'

export interface Answer {
  status: number
  text: string
  json: unknown
  headers: Record<string, unknown>
}

export interface Ask {
  method: string
  /** With the query. */
  url: string
  /** A session token; absent: nobody. */
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

/** The API exactly as the server mounts it, on a test's database, asked without a network. */
export async function openApi(db: TestDatabase) {
  const identity = createIdentity({
    settings: { pepper: randomBytes(32) },
    placement: db.placement,
    access: db.access,
    log: quietLog,
    onOrganizationCreated: [prepareCrm],
  })
  const app = await createHttpServer({
    routes: apiRoutes(identity),
    sessions: identity,
    access: db.access,
    placement: db.placement,
    log: quietLog,
    secure: false,
    verifyAnswers: true,
  })
  return {
    async ask({ method, url, token, body, headers = {} }: Ask): Promise<Answer> {
      const json = body !== undefined && !Buffer.isBuffer(body)
      const response = await app.inject({
        method: method.toUpperCase() as 'GET',
        url,
        headers: {
          host: 'localhost',
          ...(method.toUpperCase() === 'GET' ? {} : { origin: 'http://localhost' }),
          ...(token === undefined ? {} : { cookie: `freehold-session=${token}` }),
          ...(body === undefined ? {} : { 'content-type': json ? 'application/json' : 'application/octet-stream' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: json ? JSON.stringify(body) : body }),
      })
      return { status: response.statusCode, text: response.body, json: parse(response.body), headers: response.headers }
    },
    close: () => app.close(),
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A session of this person, or of the one with this role, put straight into the control schema; gives its token. */
export async function signIn(db: TestDatabase, organization: TestOrganization, who: Role | TestPerson): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const actor = typeof who === 'string' ? organization.as(who).actor : undefined
  const member = typeof who === 'string' ? (actor?.kind === 'member' ? actor.id : '') : who.id
  const name = typeof who === 'string' ? who : who.id
  await db.admin(async (client) => {
    await client.query('begin')
    await client.query('select tenancy.enter($1, false)', [
      db.sealer.seal({ tenant: organization.tenant, requestId: 'test', actor: { kind: 'system', name: 'Test' } }),
    ])
    const user = await client.query<{ id: string }>(
      `insert into control."user" (id, name, email) values ($1, $2, $3) on conflict (email) do update set name = excluded.name returning id`,
      [randomUUID(), `${name} of ${organization.slug}`, `${name}@${organization.slug}.example`],
    )
    const id = user.rows[0]?.id
    await client.query(`insert into control.membership (user_id, tenant_id) values ($1, $2) on conflict do nothing`, [
      id,
      organization.tenant,
    ])
    await client.query(`update identity.member set user_id = $1 where tenant_id = $2 and id = $3 and user_id is null`, [
      id,
      organization.tenant,
      member,
    ])
    await client.query(
      `insert into control.session (token_hash, user_id, tenant_id, idle_expires_at, expires_at)
       values ($1, $2, $3, clock_timestamp() + interval '1 hour', clock_timestamp() + interval '1 day')`,
      [createHash('sha256').update(token).digest(), id, organization.tenant],
    )
    await client.query('commit')
  })
  return token
}
