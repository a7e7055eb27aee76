import { Problem } from '@freehold/kernel'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerClientError } from './client-error.ts'
import { sessionCookieName } from './cookie.ts'
import { mountDecisionPoint } from './decision-point.ts'
import { mountHealth } from './health.ts'
import { openApiDocument } from './openapi.ts'
import { defaults } from './options.ts'
import type { HttpServerOptions } from './options.ts'
import { mountPage } from './page.ts'
import type { PageAnswer } from './page.ts'
import { logProblem, problemOf, sendProblem } from './problem-reply.ts'
import { mountProblemGuide } from './problem-pages.ts'
import { mountReference } from './reference.ts'
import { requestIdOf } from './request-id.ts'
import { checkRoutes } from './route-table.ts'
import { mountRoutes } from './mount.ts'
import { defaultHeaders } from './security-headers.ts'
import { closeConnections } from './shutdown.ts'
import { discardRest } from './upload.ts'

/**
 * The whole HTTP side: routes behind one pipeline, the page, the API description, health. Not listening yet: `app.listen(…)`.
 * Throws at once, naming every mistake, if a route is declared wrongly.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  checkRoutes(options.routes)
  const app = bareServer(options)
  closeConnections(app)
  addLogLine(app, options)
  const page = options.webRoot === undefined ? undefined : await mountPage(app, options.webRoot)
  addProblems(app, options, page)
  mountHealth(app, options.checks ?? [], options.log)
  mountProblemGuide(app)
  mountReference(app, describe(options))
  mountDecisionPoint(app, options.routes, {
    origins: options.origins ?? [],
    secure: options.secure,
    cookieName: sessionCookieName(options.secure),
  })
  mountRoutes(app, options)
  await app.ready()
  return app
}

function describe(options: HttpServerOptions): object {
  return openApiDocument(options.routes, {
    cookieName: sessionCookieName(options.secure),
    ...(options.version === undefined ? {} : { version: options.version }),
  })
}

function bareServer(options: HttpServerOptions): FastifyInstance {
  const headers = defaultHeaders(options.secure)
  const app = Fastify({
    logger: false,
    bodyLimit: options.limits?.bodyBytes ?? defaults.bodyBytes,
    requestTimeout: options.limits?.requestTimeout ?? defaults.requestTimeout,
    requestIdHeader: false,
    genReqId: requestIdOf,
    trustProxy: options.trustProxy ?? false,
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200 },
    // Before routing, so before any hook: the headers have to be set here too.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers).header('x-request-id', request.id)
      refuse(options, error, request, reply)
    },
    clientErrorHandler: answerClientError,
  })
  app.decorateRequest('authenticated', null)
  // With a callback: an async hook would cost every request a promise.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id)
    done()
  })
  return app
}

/** One line per request: reads only for who debugs, since a list page is asked for a thousand times a second. */
function addLogLine(app: FastifyInstance, { log }: HttpServerOptions): void {
  app.addHook('onResponse', (request, reply, done) => {
    const write = request.method !== 'GET' && request.method !== 'HEAD'
    const fields = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
    }
    if (write) log.info(fields, 'request')
    else log.debug(fields, 'request')
    done()
  })
}

function addProblems(app: FastifyInstance, options: HttpServerOptions, page: PageAnswer | undefined): void {
  app.setErrorHandler((error, request, reply) => refuse(options, error, request, reply))
  app.setNotFoundHandler((request, reply) => page?.(request, reply) ?? refuse(options, new Problem('no_such_route'), request, reply))
}

function refuse(options: HttpServerOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  logProblem(options.log, request, problem)
  discardRest(request.raw, options.limits?.uploadBytes ?? defaults.uploadBytes)
  return sendProblem(reply, problem, request.id)
}
