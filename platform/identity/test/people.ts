import { randomBytes } from 'node:crypto'
import { withAccess } from '@freehold/access'
import { Problem } from '@freehold/kernel'
import type { Actor, OpContext, PublicContext, Reply, Route, SessionContext } from '@freehold/kernel'
import { ZodObject } from 'zod'
import { quietLog } from '../../../test/harness/database.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { createIdentity } from '../identity.ts'
import type { Identity, IdentityOptions } from '../identity.ts'
import type { Authenticated } from '../session/authenticated.ts'
import type { SessionView } from '../session/session-service.ts'

export const goodPassword = 'mountain violin teacup'

interface Given {
  readonly params?: object
  readonly body?: unknown
}

interface Answered<R> {
  readonly body: R
  readonly token: string
}

export interface Person {
  readonly email: string
  readonly token: string
  readonly view: SessionView
}

/** Identity over a test's database, called through its routes like HTTP does. */
export class People {
  readonly identity: Identity
  readonly #db: TestDatabase

  constructor(db: TestDatabase, options: Partial<IdentityOptions> = {}) {
    this.#db = db
    this.identity = createIdentity({
      placement: db.placement,
      log: quietLog,
      access: db.access,
      settings: { pepper: randomBytes(32) },
      ...options,
    })
  }

  visitor(address = '192.0.2.1'): PublicContext {
    const requestId = `test-${randomBytes(6).toString('hex')}`
    return { requestId, log: quietLog, placement: this.#db.placement, address, userAgent: 'test', origin: 'https://crm.example.com' }
  }

  async public<R>(id: string, given: Given, address?: string): Promise<Answered<R>> {
    const route = this.#route(id)
    if (route.access.kind !== 'public') throw new Error(`${id} is no public route`)
    const handler = route.handler as (ctx: PublicContext, input: object) => Promise<Reply<unknown>>
    return answered(route, await handler(this.visitor(address), parsed(route, given)))
  }

  async session<R>(id: string, token: string, given: Given = {}): Promise<Answered<R>> {
    const route = this.#route(id)
    if (route.access.kind !== 'session') throw new Error(`${id} is no session route`)
    const handler = route.handler as (ctx: SessionContext, input: object) => Promise<Reply<unknown>>
    return answered(route, await handler(this.#sessionContext(await this.known(token)), parsed(route, given)))
  }

  async member<R>(id: string, token: string, given: Given = {}, ifMatch?: number): Promise<R> {
    const route = this.#route(id)
    if (route.access.kind !== 'member') throw new Error(`${id} is no member route`)
    const authenticated = await this.known(token)
    const ctx = await this.contextOf(authenticated)
    ctx.authorize(route.access.action, route.access.resource)
    const facts = {
      session: this.#sessionContext(authenticated),
      signal: new AbortController().signal,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    }
    const handler = route.handler as (ctx: OpContext, input: object, facts: object) => Promise<Reply<unknown>>
    return answered<R>(route, await handler(ctx, parsed(route, given), facts)).body
  }

  async known(token: string): Promise<Authenticated> {
    const authenticated = await this.identity.authenticate(token)
    if (authenticated === undefined) throw new Problem('not_signed_in')
    return authenticated
  }

  async contextOf({ organization, member }: Authenticated): Promise<OpContext> {
    if (organization === null || member === null) throw new Problem('forbidden')
    const actor: Actor = { kind: 'member', ...member }
    const requestId = `test-${randomBytes(6).toString('hex')}`
    const base = { tenant: organization.id, kind: 'test' as const, requestId, log: quietLog, placement: this.#db.placement }
    return { ...base, actor, ...withAccess(await this.#db.access.viewFor(base, actor)) }
  }

  /** A new user with an organization of their own. */
  async register(name: string, organizationName: string): Promise<Person> {
    const email = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}@example.com`
    const { body, token } = await this.public<SessionView>('register', { body: { name, email, password: goodPassword, organizationName } })
    return { email, token, view: body }
  }

  /** A new user, invited by somebody with a role. */
  async join(by: Person, role: string, name: string): Promise<Person> {
    const email = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}@example.com`
    const { link } = await this.member<{ link: string }>('createInvitation', by.token, { body: { email, role } })
    const { body, token } = await this.public<SessionView>('acceptInvitation', {
      params: { token: tokenIn(link) },
      body: { name, password: goodPassword },
    })
    return { email, token, view: body }
  }

  #route(id: string): Route {
    const route = this.identity.routes.find((candidate) => candidate.id === id)
    if (route === undefined) throw new Error(`There is no route ${id}`)
    return route
  }

  #sessionContext({ session, organization }: Authenticated): SessionContext {
    return {
      ...this.visitor(),
      sessionId: session.id,
      userId: session.userId,
      ...(organization === null ? {} : { tenant: organization.id }),
    }
  }
}

/** As HTTP reads them: unknown members refused, values normalised. */
function parsed(route: Route, { params, body }: Given): object {
  const schema = route.body instanceof ZodObject ? route.body.strict() : undefined
  const result = schema?.safeParse(body)
  if (result?.success === false) {
    throw new Problem('invalid_input', { errors: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) })
  }
  return { params: route.params?.parse(params), body: result?.data, query: {} }
}

/** The answer has the shape that the API description promises, and no more. */
function answered<R>(route: Route, reply: Reply<unknown>): Answered<R> {
  const { response } = route
  return { body: (response instanceof ZodObject ? response.strict() : response).parse(reply.body) as R, token: reply.sessionToken ?? '' }
}

export function tokenIn(link: string): string {
  return new URL(link).pathname.split('/').at(-1) ?? ''
}

/** The code of the problem that the work ends with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no problem',
    (error: unknown) => {
      if (error instanceof Problem) return error.code
      throw error
    },
  )
}
