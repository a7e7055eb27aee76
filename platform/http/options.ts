import type { AccessView, Actor, Log, OpContext, Placement, Route } from '@freehold/kernel'
import type { SessionReader } from './session.ts'

/** Something that must work for this server to be of use. `check` rejects when it does not. */
export interface ReadinessCheck {
  readonly name: string
  readonly check: () => Promise<void>
}

/** Who asks for what, as limits see it. */
export interface Visit {
  /** The route's id: `listDeals`. */
  readonly route: string
  readonly address: string
  readonly tenant?: string
  readonly memberId?: string
}

/** What decides for one request, as far as the pipeline asks it. */
export interface RequestAccess extends AccessView {
  authorize: OpContext['authorize']
}

export interface HttpServerOptions {
  readonly routes: readonly Route[]
  readonly sessions: SessionReader
  /** `@freehold/access`' door: what decides for this actor, here and now. */
  readonly access: {
    viewFor(
      base: Pick<OpContext, 'tenant' | 'kind'>,
      actor: Actor,
      origin: { readonly address: string; readonly factors: number },
    ): Promise<RequestAccess>
  }
  readonly placement: Placement
  readonly log: Log
  /** Served over HTTPS (by a proxy): decides the cookie's name and HSTS. */
  readonly secure: boolean
  /** Addresses under which people reach this server; the first one stands in links. Empty: the Host that a request names. */
  readonly origins?: readonly string[]
  /** Proxies whose X-Forwarded-* are believed, as Fastify takes them. */
  readonly trustProxy?: boolean | string | string[]
  /** Folder of the built page, with index.html. Without it only the API is served. */
  readonly webRoot?: string
  readonly limits?: {
    /** Bytes of a JSON body. Default 1 MiB. */
    readonly bodyBytes?: number
    /** Bytes of an uploaded file. Default 100 MiB. */
    readonly uploadBytes?: number
    /** Milliseconds until a whole request must have arrived. Default 300,000. */
    readonly requestTimeout?: number
  }
  /** The place for limits, after authorization and before the work: throws Problem `too_many_requests`. */
  readonly admit?: (visit: Visit) => void | Promise<void>
  readonly checks?: readonly ReadinessCheck[]
  /** Seconds that a browser keeps the session cookie. Default 30 days; the session itself ends when identity says so. */
  readonly cookieSeconds?: number
  /** Hold every answer against its route's schema; a difference is a bug (500). For tests: in production it costs more than it finds. */
  readonly verifyAnswers?: boolean
  /** Of the API description. */
  readonly version?: string
}

export const defaults = {
  bodyBytes: 1024 * 1024,
  uploadBytes: 100 * 1024 * 1024,
  requestTimeout: 300_000,
  cookieSeconds: 30 * 24 * 60 * 60,
} as const
