import type { Route } from '@freehold/kernel'
import type { FastifyInstance } from 'fastify'
import type { HttpServerOptions } from './options.ts'
import { RoutePipeline } from './pipeline.ts'
import { apiPrefix } from './route-table.ts'

/** Two groups that differ in how a body is read; everything else is the one pipeline. */
export function mountRoutes(app: FastifyInstance, options: HttpServerOptions): void {
  app.removeAllContentTypeParsers()
  void app.register(async (group) => {
    takeJson(group)
    for (const route of options.routes) if (route.body !== 'upload') mountRoute(group, route, options)
  })
  void app.register(async (group) => {
    // Any type of content, left unread: the handler gets the stream.
    group.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const route of options.routes) if (route.body === 'upload') mountRoute(group, route, options)
  })
}

function mountRoute(app: FastifyInstance, route: Route, options: HttpServerOptions): void {
  const pipeline = new RoutePipeline(route, options)
  app.route({
    method: route.method,
    url: apiPrefix + route.path,
    // A HEAD on an export would make the whole file and throw it away.
    exposeHeadRoute: route.method === 'GET' && route.streams === undefined,
    onRequest: pipeline.identify,
    handler: pipeline.handle,
  })
}

/** JSON alone: forms of other sites can send only text/plain, urlencoded and multipart. An empty body is no body, whatever it says it is. */
function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null)
    else void parse(request, typeof body === 'string' ? body : body.toString('utf8'), done)
  })
}
