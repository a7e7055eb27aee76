import type { Access, Route } from '@freehold/kernel'

export const apiPrefix = '/api/v1'

/** A route as tests and documents see it: everything declared, nothing that runs. */
export interface RouteDescription {
  readonly id: string
  readonly method: Route['method']
  /** With the prefix, parameters as `:id`. */
  readonly path: string
  readonly access: Access
  readonly tag: string
  readonly conditional: boolean
  readonly idempotent: boolean
  readonly upload: boolean
  readonly streams: boolean
  readonly parameters: readonly string[]
}

/** What can be asked of this server, for architecture tests and attack suites. */
export function describeRoutes(routes: readonly Route[]): RouteDescription[] {
  return routes.map((route) => ({
    id: route.id,
    method: route.method,
    path: apiPrefix + route.path,
    access: route.access,
    tag: route.tag,
    conditional: route.conditional === true,
    idempotent: route.idempotent === true,
    upload: route.body === 'upload',
    streams: route.streams !== undefined,
    parameters: pathParameters(route.path),
  }))
}

/** Throws, naming every mistake at once, so that a wrong route never serves a request (K2). */
export function checkRoutes(routes: readonly Route[]): void {
  const mistakes = routes.flatMap((route) => mistakesOf(route).map((text) => `${route.method} ${route.path} (${route.id}): ${text}`))
  mistakes.push(...repeated(routes.map((route) => route.id)).map((id) => `two routes are called ${id}`))
  mistakes.push(...repeated(routes.map(addressOf)).map((address) => `two routes answer ${address}`))
  if (mistakes.length > 0) throw new Error(`Routes that cannot be served:\n- ${mistakes.join('\n- ')}`)
}

export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
}

/** `/deals/:id` and `/deals/:dealId` are the same address. */
function addressOf(route: Route): string {
  return `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function mistakesOf(route: Route): string[] {
  return [...nameMistakes(route), ...accessMistakes(route), ...inputMistakes(route)]
}

function nameMistakes(route: Route): string[] {
  const mistakes: string[] = []
  if (!/^[a-z][A-Za-z0-9]*$/.test(route.id)) mistakes.push('its id must be a name like listDeals')
  if (!/^(\/(:\w+|[a-z][a-z0-9.-]*))+$/.test(route.path)) mistakes.push('its path must look like /deals/:id, without the prefix')
  return mistakes
}

function accessMistakes(route: Route): string[] {
  // Types forbid a route without access; a route built by hand or by JavaScript may still lack it.
  const access: Partial<Access> | undefined = route.access
  if (access?.kind === 'public' || access?.kind === 'session') {
    return route.conditional === true || route.idempotent === true || route.body === 'upload'
      ? ['only member routes learn If-Match, Idempotency-Key and uploads']
      : []
  }
  if (access?.kind !== 'member') return ['it must say who may call it: use publicRoute, sessionRoute or memberRoute']
  const mistakes: string[] = []
  if (!access.action || !access.resource) mistakes.push('it must name the action and the resource that are authorized')
  const asks = route.method === 'GET' || (route.method === 'POST' && route.asks === true)
  if (!asks && access.action === 'read') mistakes.push("a route that is not GET cannot ask for 'read' alone, unless it is a POST that asks")
  return mistakes
}

function inputMistakes(route: Route): string[] {
  const mistakes: string[] = []
  const inPath = pathParameters(route.path)
  const inSchema = Object.keys(route.params?.shape ?? {})
  for (const name of inPath) if (!inSchema.includes(name)) mistakes.push(`parameter :${name} has no schema`)
  for (const name of inSchema) if (!inPath.includes(name)) mistakes.push(`params describes ${name}, which the path does not have`)
  if (route.method === 'GET' && (route.body !== undefined || route.conditional === true || route.idempotent === true)) {
    mistakes.push('GET takes no body, no If-Match and no Idempotency-Key')
  }
  if (route.idempotent === true && route.method !== 'POST') mistakes.push('Idempotency-Key belongs to POST')
  return mistakes
}
