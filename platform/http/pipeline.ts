import { Problem, withContext } from '@freehold/kernel'
import type { MemberRoute, OpContext, Reply, Route } from '@freehold/kernel'
import { hasSaved } from '@freehold/tenancy'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendAnswer, sendStream } from './answer.ts'
import { parseIdempotencyKey, parseIfMatch } from './conditional.ts'
import { sessionCookieName } from './cookie.ts'
import { InputReader } from './input.ts'
import { defaults } from './options.ts'
import type { HttpServerOptions, Visit } from './options.ts'
import { checkOrigin, originOf } from './origin.ts'
import type { OriginPolicy } from './origin.ts'
import { Facts, memberContext, publicContext, sessionContext } from './request-context.ts'
import { verifyAnswer } from './verify-answer.ts'
import { authenticate, requireOrganization } from './session.ts'
import type { Authenticated } from './session.ts'
import { discardRest, uploadOf } from './upload.ts'

type Parsed = ReturnType<InputReader['read']>

/** Of the permissions that the answer was decided by: a page that sees another one than before asks anew what it may do. */
const revisionHeader = 'freehold-access'

/** Sessions are opened with a password; second factors are still to come. */
const passwordAlone = 1

/**
 * What happens to a request, the same for every route: before its body is read `identify`, afterwards `handle`.
 * One object per route, made at start; what a request needs is passed along, never kept.
 */
export class RoutePipeline {
  readonly #route: Route
  readonly #options: HttpServerOptions
  readonly #policy: OriginPolicy
  readonly #input: InputReader
  readonly #status: number
  readonly #answer: { secure: boolean; cookieSeconds: number }

  constructor(route: Route, options: HttpServerOptions) {
    this.#route = route
    this.#options = options
    this.#policy = { origins: options.origins ?? [], secure: options.secure, cookieName: sessionCookieName(options.secure) }
    this.#input = new InputReader(route)
    this.#status = route.status ?? 200
    this.#answer = { secure: options.secure, cookieSeconds: options.cookieSeconds ?? defaults.cookieSeconds }
  }

  /** Origin, session, organization: nobody sends us a megabyte to parse before we know him. */
  readonly identify = async (request: FastifyRequest): Promise<void> => {
    checkOrigin(request, this.#policy)
    if (this.#route.access.kind === 'public') return
    const authenticated = await authenticate(request, this.#options.sessions, this.#policy.cookieName)
    if (this.#route.access.kind === 'member') requireOrganization(request, authenticated)
    request.authenticated = authenticated
  }

  readonly handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const route = this.#route
    if (isMemberRoute(route)) return this.#handleMember(route, request, reply)
    const input = this.#input.read(request)
    const base = publicContext(request, this.#options.log, this.#options.placement, originOf(request, this.#policy))
    await this.#options.admit?.({ route: route.id, address: base.address })
    const answer = isPublicRoute(route)
      ? await route.handler(base, input)
      : await route.handler(sessionContext(base, known(request.authenticated)), input)
    if (answer.stream !== undefined) return sendStream(reply, answer.stream, base.log)
    return this.#send(request, reply, answer)
  }

  async #handleMember(route: MemberRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const read = this.#readerOf(route, request)
    const { log, placement, access, admit } = this.#options
    const authenticated = known(request.authenticated)
    const { organization, member } = authenticated
    if (organization === null || member === null) throw new Error('identify let a user without an organization through')
    const base = publicContext(request, log, placement, originOf(request, this.#policy))
    const actor = { kind: 'member', id: member.id, role: member.role, name: member.name } as const
    const view = await access.viewFor({ tenant: organization.id, kind: 'http' }, actor, { address: base.address, factors: passwordAlone })
    const ctx = memberContext(base, organization.id, actor, view, log)
    const tell = () => void reply.header(revisionHeader, String(view.revision))
    await this.#authorize(route, ctx).finally(tell)
    if (admit !== undefined) await admit(visitOf(route, base.address, organization.id, member.id))
    const facts = this.#facts(route, request, reply, sessionContext(base, authenticated))
    return withContext(ctx, async () => {
      const answer = await perform(route, ctx, read, facts).finally(tell)
      if (facts.upload !== undefined) discardRest(request.raw, this.#uploadBytes)
      if (answer.stream !== undefined) return sendStream(reply, answer.stream, ctx.log, ctx)
      return this.#send(request, reply, answer)
    })
  }

  /** Where what may be said depends on who says it, the input is read once that is known, and anew with permissions that were. */
  #readerOf(route: MemberRoute, request: FastifyRequest): (ctx: OpContext) => Parsed {
    if (route.inputFor !== undefined) return (ctx) => this.#input.read(request, route.inputFor?.(ctx))
    const input = this.#input.read(request)
    return () => input
  }

  async #authorize(route: MemberRoute, ctx: OpContext): Promise<void> {
    try {
      ctx.authorize(route.access.action, route.access.resource)
    } catch (error) {
      if (!(await isOutdated(error, ctx))) throw error
    }
  }

  #send(request: FastifyRequest, reply: FastifyReply, answer: Reply<unknown>): FastifyReply {
    if (this.#options.verifyAnswers === true) verifyAnswer(this.#route, answer.body)
    return sendAnswer(request, reply, answer, this.#status, this.#answer)
  }

  #facts(route: MemberRoute, request: FastifyRequest, reply: FastifyReply, session: Facts['session']): Facts {
    const given: { ifMatch?: number; idempotencyKey?: string; upload?: NodeJS.ReadableStream } = {}
    if (route.conditional === true) given.ifMatch = parseIfMatch(request.headers['if-match'])
    if (route.idempotent === true) {
      const key = parseIdempotencyKey(request.headers['idempotency-key'])
      if (key !== undefined) given.idempotencyKey = key
    }
    if (route.body === 'upload') given.upload = uploadOf(request.raw, this.#uploadBytes)
    return new Facts(reply, session, given)
  }

  get #uploadBytes(): number {
    return this.#options.limits?.uploadBytes ?? defaults.uploadBytes
  }
}

/** Once more where it was refused by permissions that have changed since they were read: what was granted counts at once too. */
async function perform(route: MemberRoute, ctx: OpContext, read: (ctx: OpContext) => Parsed, facts: Facts): Promise<Reply<unknown>> {
  try {
    return await route.handler(ctx, read(ctx), facts)
  } catch (error) {
    // A body that was streamed, or a change that is saved, cannot be gone through twice.
    if (facts.upload !== undefined || hasSaved(ctx) || !(await isOutdated(error, ctx))) throw error
    return route.handler(ctx, read(ctx), facts)
  }
}

/** Rejects with the refusal anew where it holds by the present permissions as well. */
async function isOutdated(error: unknown, { access }: OpContext): Promise<boolean> {
  // A field that was hidden a moment ago is refused like one that does not exist.
  if (!(error instanceof Problem) || (error.code !== 'forbidden' && error.code !== 'invalid_input')) return false
  const before = access.revision
  await access.renew()
  return access.revision !== before
}

function isMemberRoute(route: Route): route is MemberRoute {
  return route.access.kind === 'member'
}

function isPublicRoute(route: Route): route is Extract<Route, { access: { kind: 'public' } }> {
  return route.access.kind === 'public'
}

function known(authenticated: Authenticated | null): Authenticated {
  if (authenticated === null) throw new Problem('not_signed_in')
  return authenticated
}

function visitOf(route: Route, address: string, tenant: string, memberId: string): Visit {
  return { route: route.id, address, tenant, memberId }
}
