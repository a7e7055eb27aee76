import type { ZodObject, ZodType, output } from 'zod'
import type { OpContext, Placement, Log } from './context.ts'
import type { Action } from './permission.ts'

/**
 * A route is data: packages export arrays of them, `@freehold/http` mounts them and makes the OpenAPI document from them.
 * There is no way to declare one without saying who may call it (K2; the architecture test relies on it).
 */
export type Access =
  /** Anybody, signed in or not: sign-in, registration. */
  | { readonly kind: 'public' }
  /** A signed-in user, whatever the organization: the session itself, the list of organizations. */
  | { readonly kind: 'session' }
  /** A member of the session's organization who may do `action` on `resource`; authorized before the handler runs. */
  | { readonly kind: 'member'; readonly action: Action; readonly resource: string }

/** What a handler of a public route knows. */
export interface PublicContext {
  readonly requestId: string
  readonly log: Log
  readonly placement: Placement
  /** Address of the caller, for limits and the ledger. */
  readonly address: string
  readonly userAgent: string
  /** `https://crm.example.com`, for links in invitations. */
  readonly origin: string
}

/** What a handler of a session route knows. `tenant` is absent for a user without an organization. */
export interface SessionContext extends PublicContext {
  readonly sessionId: string
  readonly userId: string
  readonly tenant?: string
}

/** Member routes also learn these of the request. */
export interface RequestFacts {
  readonly session: SessionContext
  /** From `If-Match`; the version the caller saw. Present where `conditional` is set. */
  readonly ifMatch?: number
  /** From `Idempotency-Key`, on creates. */
  readonly idempotencyKey?: string
  /** An uploaded body, streamed, where `body` is 'upload'. */
  readonly upload?: NodeJS.ReadableStream
  readonly signal: AbortSignal
}

export interface Reply<R> {
  readonly body: R
  /** Becomes `ETag: "<version>"`. */
  readonly version?: number
  /** Becomes `Location`. */
  readonly location?: string
  /** A new session token to set as the cookie, or null to clear it. Identity's routes only. */
  readonly sessionToken?: string | null
  /** Streams this instead of `body` (exports). */
  readonly stream?: { readonly content: NodeJS.ReadableStream; readonly type: string; readonly filename: string }
}

interface RouteShape<P extends ZodObject, Q extends ZodObject, B extends ZodType, R extends ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /api/v1, parameters as `:id`. */
  readonly path: string
  /** OpenAPI operationId and the client's function name: `listDeals`. Unique. */
  readonly id: string
  readonly summary: string
  /** Groups operations in the reference. */
  readonly tag: string
  readonly params?: P
  readonly query?: Q
  /** 'upload': any bytes, streamed to the handler as `facts.upload`. */
  readonly body?: B | 'upload'
  readonly status?: 200 | 201 | 202 | 204
  readonly response: R
  /** True: PATCH, PUT or DELETE that needs `If-Match`; without it the caller gets `version_required`. */
  readonly conditional?: boolean
  /** True: takes `Idempotency-Key`; the handler passes it on. */
  readonly idempotent?: boolean
  /** True: a POST that changes nothing, because its question does not fit into an address; it may ask for `read`. */
  readonly asks?: boolean
  /** Content type of a streamed answer, for the document. */
  readonly streams?: string
}

export interface Input<P extends ZodObject, Q extends ZodObject, B extends ZodType> {
  readonly params: output<P>
  readonly query: output<Q>
  readonly body: output<B>
}

type None = ZodObject<Record<string, never>>

export interface PublicRoute extends RouteShape<ZodObject, ZodObject, ZodType, ZodType> {
  readonly access: { readonly kind: 'public' }
  readonly handler: (ctx: PublicContext, input: Input<ZodObject, ZodObject, ZodType>) => Promise<Reply<unknown>>
}
export interface SessionRoute extends RouteShape<ZodObject, ZodObject, ZodType, ZodType> {
  readonly access: { readonly kind: 'session' }
  readonly handler: (ctx: SessionContext, input: Input<ZodObject, ZodObject, ZodType>) => Promise<Reply<unknown>>
}
/** Schemas that take the place of a route's own. */
export interface ReaderInput {
  readonly query?: ZodObject
  readonly body?: ZodObject
}

export interface MemberRoute extends RouteShape<ZodObject, ZodObject, ZodType, ZodType> {
  readonly access: { readonly kind: 'member'; readonly action: Action; readonly resource: string }
  /** What this person may say: to whom a field is hidden, for him it does not exist. The document shows the route's own schemas. */
  readonly inputFor?: (ctx: OpContext) => ReaderInput
  readonly handler: (ctx: OpContext, input: Input<ZodObject, ZodObject, ZodType>, facts: RequestFacts) => Promise<Reply<unknown>>
}
export type Route = PublicRoute | SessionRoute | MemberRoute

/** `publicRoute({...})`: types flow from the schemas into the handler; the result is stored untyped in `Route`. */
export function publicRoute<
  P extends ZodObject = None,
  Q extends ZodObject = None,
  B extends ZodType = ZodType,
  R extends ZodType = ZodType,
>(route: RouteShape<P, Q, B, R> & { handler: (ctx: PublicContext, input: Input<P, Q, B>) => Promise<Reply<output<R>>> }): PublicRoute {
  return { ...route, access: { kind: 'public' } } as unknown as PublicRoute
}

export function sessionRoute<
  P extends ZodObject = None,
  Q extends ZodObject = None,
  B extends ZodType = ZodType,
  R extends ZodType = ZodType,
>(route: RouteShape<P, Q, B, R> & { handler: (ctx: SessionContext, input: Input<P, Q, B>) => Promise<Reply<output<R>>> }): SessionRoute {
  return { ...route, access: { kind: 'session' } } as unknown as SessionRoute
}

export function memberRoute<
  P extends ZodObject = None,
  Q extends ZodObject = None,
  B extends ZodType = ZodType,
  R extends ZodType = ZodType,
>(
  route: RouteShape<P, Q, B, R> & {
    action: Action
    resource: string
    inputFor?: (ctx: OpContext) => ReaderInput
    handler: (ctx: OpContext, input: Input<P, Q, B>, facts: RequestFacts) => Promise<Reply<output<R>>>
  },
): MemberRoute {
  const { action, resource, ...rest } = route
  return { ...rest, access: { kind: 'member', action, resource } } as unknown as MemberRoute
}
