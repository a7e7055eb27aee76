import type { Actor, Log, OpContext, Placement, PublicContext, RequestFacts, SessionContext } from '@freehold/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RequestAccess } from './options.ts'
import type { Authenticated } from './session.ts'

/** Every line of an operation carries its request id and, once known, its organization and actor. */
export class RequestLog implements Log {
  readonly #log: Log
  readonly #fields: object

  constructor(log: Log, fields: object) {
    this.#log = log
    this.#fields = fields
  }

  debug(fields: object, message: string): void {
    this.#log.debug({ ...this.#fields, ...fields }, message)
  }

  info(fields: object, message: string): void {
    this.#log.info({ ...this.#fields, ...fields }, message)
  }

  warn(fields: object, message: string): void {
    this.#log.warn({ ...this.#fields, ...fields }, message)
  }

  error(fields: object, message: string): void {
    this.#log.error({ ...this.#fields, ...fields }, message)
  }
}

export function publicContext(request: FastifyRequest, log: Log, placement: Placement, origin: string): PublicContext {
  return {
    requestId: request.id,
    log: new RequestLog(log, { requestId: request.id }),
    placement,
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 500),
    origin,
  }
}

export function sessionContext(base: PublicContext, authenticated: Authenticated): SessionContext {
  const { session, organization } = authenticated
  return { ...base, sessionId: session.id, userId: session.userId, ...(organization === null ? {} : { tenant: organization.id }) }
}

/** A plain object, so that `{ ...ctx, operationId }` keeps `authorize`. */
export function memberContext(
  base: PublicContext,
  tenant: string,
  actor: Actor & { readonly kind: 'member' },
  access: RequestAccess,
  log: Log,
): OpContext {
  const { requestId, placement } = base
  return {
    tenant,
    actor,
    kind: 'http',
    requestId,
    log: new RequestLog(log, { requestId, tenant, actor: actor.id }),
    placement,
    access,
    authorize: (action, resource) => access.authorize(action, resource),
  }
}

/** `signal` is made when somebody asks for it: most handlers never do. */
export class Facts implements RequestFacts {
  readonly session: SessionContext
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  readonly upload?: NodeJS.ReadableStream
  readonly #reply: FastifyReply
  #controller: AbortController | undefined

  constructor(
    reply: FastifyReply,
    session: SessionContext,
    given: { ifMatch?: number; idempotencyKey?: string; upload?: NodeJS.ReadableStream },
  ) {
    this.#reply = reply
    this.session = session
    if (given.ifMatch !== undefined) this.ifMatch = given.ifMatch
    if (given.idempotencyKey !== undefined) this.idempotencyKey = given.idempotencyKey
    if (given.upload !== undefined) this.upload = given.upload
  }

  /** Aborted when the caller leaves before the answer is complete. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController()
      const { raw } = this.#reply
      const leave = () => {
        if (!raw.writableFinished) controller.abort(new DOMException('The caller left', 'AbortError'))
      }
      if (raw.destroyed) leave()
      else raw.once('close', leave)
      this.#controller = controller
    }
    return this.#controller.signal
  }
}
