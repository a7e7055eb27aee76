import type { Route } from '@freehold/kernel'
import type { FastifyInstance } from 'fastify'
import { originOf, type OriginPolicy } from './origin.ts'
import { apiPrefix } from './route-table.ts'

/** Names of the AuthZEN 1.0 metadata, by the path of the route that they lead to. */
const endpoints: Readonly<Record<string, string>> = {
  '/access/v1/evaluation': 'access_evaluation_endpoint',
  '/access/v1/evaluations': 'access_evaluations_endpoint',
  '/access/v1/search/subject': 'search_subject_endpoint',
  '/access/v1/search/resource': 'search_resource_endpoint',
  '/access/v1/search/action': 'search_action_endpoint',
}

/** `/.well-known/authzen-configuration`: where other systems ask for decisions, if this server has an address for that. */
export function mountDecisionPoint(app: FastifyInstance, routes: readonly Route[], policy: OriginPolicy): void {
  const found = routes.flatMap(({ path }) => (Object.hasOwn(endpoints, path) ? [{ name: endpoints[path] ?? '', path }] : []))
  if (found.length === 0) return
  app.get('/.well-known/authzen-configuration', (request, reply) => {
    const origin = originOf(request, policy)
    return reply.header('cache-control', 'public, max-age=3600').send({
      policy_decision_point: origin,
      ...Object.fromEntries(found.map(({ name, path }) => [name, `${origin}${apiPrefix}${path}`])),
    })
  })
}
