import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AccessView, memberRoute, Placement, Problem, sessionRoute } from '@freehold/kernel'
import { createHttpServer } from '@freehold/http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { ApiProblem, createClient } from './index.ts'
import type { Client } from './index.ts'

/** A server with a few of the real addresses behind the real pipeline, answering what it was asked. */
class NoPlacement extends Placement {
  readonly kind = 'test'
}
class AllAccess extends AccessView {
  readonly revision = 1
  authorize = () => undefined
  override renew = () => Promise.resolve()
}
const access = { tag: 'deals', action: 'update', resource: 'deals', params: z.object({ id: z.string() }), response: z.unknown() } as const
const routes = [
  sessionRoute({
    method: 'DELETE',
    path: '/sessions/current',
    id: 'signOut',
    summary: 'Sign out',
    tag: 'session',
    status: 204,
    response: z.undefined(),
    handler: async () => ({ body: undefined }),
  }),
  memberRoute({
    ...access,
    method: 'GET',
    path: '/deals/:id',
    id: 'getDeal',
    summary: 'A deal',
    handler: async (_ctx, { params }) => {
      if (params.id === 'missing') throw new Problem('not_found')
      return { body: { id: params.id }, version: 7 }
    },
  }),
  memberRoute({
    ...access,
    method: 'PATCH',
    path: '/deals/:id',
    id: 'updateDeal',
    summary: 'Change a deal',
    conditional: true,
    body: z.looseObject({}),
    handler: async (_ctx, { body }, facts) => {
      if (facts.ifMatch !== 7) throw new Problem('stale_version', { members: { current: { amount: 1 }, yours: body } })
      throw new Problem('invalid_input', {
        errors: [
          { path: 'amount', message: 'Too much' },
          { path: 'amount', message: 'Not whole' },
        ],
      })
    },
  }),
  memberRoute({
    tag: 'deals',
    action: 'create',
    resource: 'deals',
    method: 'POST',
    path: '/deals',
    id: 'createDeal',
    summary: 'Add a deal',
    status: 201,
    idempotent: true,
    body: z.looseObject({}),
    response: z.unknown(),
    handler: async (_ctx, { body }, facts) => ({ body: { ...body, key: facts.idempotencyKey }, version: 1, location: '/deals/1' }),
  }),
  memberRoute({
    tag: 'deals',
    action: 'read',
    resource: 'deals',
    method: 'GET',
    path: '/deals',
    id: 'listDeals',
    summary: 'Deals',
    query: z.looseObject({}),
    response: z.unknown(),
    handler: async (ctx, { query }) => ({ body: { query, requestId: ctx.requestId } }),
  }),
  memberRoute({
    tag: 'deals',
    action: 'export',
    resource: 'deals',
    method: 'GET',
    path: '/files',
    id: 'file',
    summary: 'A file',
    streams: 'text/csv',
    response: z.undefined(),
    handler: async () => ({ body: undefined, stream: { content: Readable.from(['a,b\n']), type: 'text/csv', filename: 'a.csv' } }),
  }),
  memberRoute({
    tag: 'deals',
    action: 'import',
    resource: 'deals',
    method: 'POST',
    path: '/files',
    id: 'upload',
    summary: 'A file',
    body: 'upload',
    response: z.unknown(),
    handler: async (_ctx, _input, facts) => ({ body: facts.upload === undefined ? null : await text(facts.upload) }),
  }),
]

let server: Awaited<ReturnType<typeof createHttpServer>>
let base: string
let client: Client
const problems: string[] = []
let organization: string | undefined

beforeAll(async () => {
  const silent = () => undefined
  server = await createHttpServer({
    routes,
    sessions: {
      authenticate: async () => ({
        session: { id: 's', userId: 'u' },
        organization: { id: 'o', slug: 'ferrous' },
        member: { id: 'm', name: 'Ada', role: 'member' },
      }),
    },
    access: { viewFor: async () => new AllAccess() },
    placement: new NoPlacement(),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    secure: false,
  })
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  client = createClient({
    baseUrl: base,
    // What a browser adds by itself.
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('cookie', 'freehold-session=token')
      headers.set('origin', base)
      return fetch(input, { ...init, headers })
    },
    organization: () => organization,
    onProblem: (problem, operation) => problems.push(`${operation}: ${problem.code}`),
  })
})
afterAll(() => server.close())

const caught = async (call: Promise<unknown>): Promise<ApiProblem> => {
  const error = await call.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof ApiProblem) return error
  throw error
}

describe('a call', () => {
  it('answers the data, or everything', async () => {
    expect(await client.getDeal({ params: { id: 'a b/c' } })).toEqual({ id: 'a b/c' })
    expect(await client.send('getDeal', { params: { id: '7' } })).toMatchObject({
      data: { id: '7' },
      status: 200,
      version: 7,
      requestId: expect.any(String),
    })
    expect(await client.signOut()).toBeUndefined()
  })

  it('sends body and key, and tells where the created is', async () => {
    const answer = await client.send('createDeal', { body: { name: 'Ä', stageId: 's' }, idempotencyKey: 'k-1' })
    expect(answer).toMatchObject({ data: { name: 'Ä', stageId: 's', key: 'k-1' }, status: 201, version: 1, location: '/api/v1/deals/1' })
  })

  it('writes a query as the API reads it', async () => {
    const { query } = Object(
      await client.listDeals({ query: { 'amount.gte': 500, trash: true, 'stageId.in': ['a', 'b'], q: 'x&y', cursor: undefined } }),
    )
    expect(query).toEqual({ 'amount.gte': '500', trash: 'true', 'stageId.in': 'a,b', q: 'x&y' })
    expect(client.href('listDeals', { query: { sort: '-amount' } })).toBe(`${base}/api/v1/deals?sort=-amount`)
  })

  it('goes to an address known only at run time', async () => {
    expect(await client.request<{ id: string }>('GET /deals/{id}', { params: { id: 'x' } })).toEqual({ id: 'x' })
    expect(client.address('GET /deals/{id}/timeline', { params: { id: 'x' } })).toBe(`${base}/api/v1/deals/x/timeline`)
  })

  it('carries files both ways', async () => {
    expect(await (await client.request<Blob>('GET /files')).text()).toBe('a,b\n')
    expect(await client.request('POST /files', { body: new Blob(['x;y']) })).toBe('x;y')
  })
})

describe('a problem', () => {
  it('has code, status, members and messages by path', async () => {
    const stale = await caught(client.updateDeal({ params: { id: '1' }, version: 6, body: { amount: 2 } }))
    expect([stale.code, stale.status, stale.members['current'], stale.members['yours']]).toEqual([
      'stale_version',
      409,
      { amount: 1 },
      { amount: 2 },
    ])
    const invalid = await caught(client.updateDeal({ params: { id: '1' }, version: 7, body: {} }))
    expect([invalid.errors.length, invalid.byPath()]).toEqual([2, { amount: 'Too much' }])
    expect(invalid.requestId).toBe(invalid.members['instance'])
  })

  it('is shown to the observer once, with its operation', async () => {
    problems.length = 0
    await caught(client.getDeal({ params: { id: 'missing' } }))
    expect(problems).toEqual(['GET /deals/{id}: not_found'])
  })

  it('says when the session is in another organization', async () => {
    organization = 'other'
    expect((await caught(client.getDeal({ params: { id: '1' } }))).code).toBe('organization_switched')
    organization = undefined
  })

  it('is "unreachable" without an answer, and for an answer that is not the API’s', async () => {
    const nowhere = createClient({ baseUrl: 'http://127.0.0.1:1' })
    expect(await caught(nowhere.getSession())).toMatchObject({ code: 'unreachable', status: 0 })
    const proxy = createClient({
      fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
    })
    expect(await caught(proxy.getSession())).toMatchObject({ code: 'unreachable', status: 502 })
  })

  it('is not made of the caller’s own abort', async () => {
    problems.length = 0
    const leave = new AbortController()
    const call = client.getDeal({ params: { id: '1' }, signal: leave.signal })
    leave.abort(new Error('closed'))
    await expect(call).rejects.toThrow('closed')
    expect(problems).toEqual([])
  })
})
