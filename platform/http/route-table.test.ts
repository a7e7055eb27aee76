import { describe, expect, it } from 'vitest'
import { memberRoute, publicRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import { checkRoutes, describeRoutes } from './index.ts'
import { sampleRoutes } from './fixture/sample-routes.ts'
import { sampleServer } from './fixture/sample-server.ts'

const base = {
  method: 'GET',
  path: '/deals',
  id: 'listDeals',
  summary: 'List deals',
  tag: 'deals',
  response: z.object({}),
  handler: async () => ({ body: {} }),
} as const
const member = (changes: object): Route => ({ ...memberRoute({ ...base, action: 'read', resource: 'deals' }), ...changes })
const withoutAccess = (): Route => {
  const { access: _access, ...route } = member({})
  return route as Route
}

describe('a route that cannot be served stops the start', () => {
  it.each<[string, Route[], string]>([
    ['without access', [withoutAccess()], 'it must say who may call it'],
    ['of an unknown kind of access', [member({ access: { kind: 'everybody' } })], 'it must say who may call it'],
    ['without an action', [member({ access: { kind: 'member', action: '', resource: 'deals' } })], 'it must name the action'],
    ['a write that asks for read', [member({ method: 'POST' })], "a route that is not GET cannot ask for 'read' alone"],
    ['a PATCH that only asks', [member({ method: 'PATCH', asks: true })], "a route that is not GET cannot ask for 'read' alone"],
    ['a parameter without schema', [member({ path: '/deals/:id' })], 'parameter :id has no schema'],
    ['a schema without parameter', [member({ params: z.object({ id: z.uuid() }) })], 'params describes id, which the path does not have'],
    ['the prefix in its path', [member({ path: '/API/v1/deals' })], 'its path must look like /deals/:id'],
    ['an id that is no name', [member({ id: 'list-deals' })], 'its id must be a name'],
    ['GET with a body', [member({ body: z.object({}) })], 'GET takes no body'],
    [
      'Idempotency-Key on PATCH',
      [member({ method: 'PATCH', idempotent: true, access: { kind: 'member', action: 'update', resource: 'deals' } })],
      'belongs to POST',
    ],
    ['a public upload', [{ ...publicRoute({ ...base, method: 'POST' }), body: 'upload' }], 'only member routes learn'],
    ['two of one id', [member({}), member({ path: '/other' })], 'two routes are called listDeals'],
    [
      'two of one address',
      [
        member({ path: '/deals/:id', params: z.object({ id: z.uuid() }) }),
        member({ id: 'x', path: '/deals/:dealId', params: z.object({ dealId: z.uuid() }) }),
      ],
      'two routes answer GET /deals/:',
    ],
  ])('%s', (_case, routes, message) => {
    expect(() => checkRoutes(routes)).toThrow(message)
  })

  it('names every mistake at once, before a port is opened', async () => {
    const routes = [withoutAccess(), member({ id: 'no name', path: '/other' })]
    await expect(sampleServer({ routes })).rejects.toThrow(/who may call it[\s\S]*its id must be a name/)
  })
})

describe('describeRoutes', () => {
  it('tells everything that was declared', () => {
    expect(describeRoutes(sampleRoutes).find((route) => route.id === 'updateThing')).toEqual({
      id: 'updateThing',
      method: 'PATCH',
      path: '/api/v1/things/:id',
      access: { kind: 'member', action: 'update', resource: 'things' },
      tag: 'things',
      conditional: true,
      idempotent: false,
      upload: false,
      streams: false,
      parameters: ['id'],
    })
    expect(
      describeRoutes(sampleRoutes)
        .filter((route) => route.upload || route.streams)
        .map((route) => route.id),
    ).toEqual(['exportThings', 'uploadFile'])
  })
})
