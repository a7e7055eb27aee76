import { expect, it } from 'vitest'
import { memberRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import { verifyAnswer } from './verify-answer.ts'
import { ada, sampleServer } from './fixture/sample-server.ts'

const answering = (body: object): Route =>
  memberRoute({
    method: 'GET',
    path: '/deals',
    id: 'getDeals',
    summary: 'Deals',
    tag: 'deals',
    action: 'read',
    resource: 'deals',
    response: z.object({ at: z.iso.datetime(), owner: z.object({ name: z.string() }).nullable() }),
    handler: async () => ({ body: body as { at: string; owner: null } }),
  })

const good = { at: '2026-01-02T03:04:05.000Z', owner: { name: 'Ada' } }

it.each([
  ['a missing member', { at: good.at }],
  ['another type', { ...good, at: 5 }],
  ['an undeclared member', { ...good, password: 'x' }],
  ['an undeclared member deeper', { ...good, owner: { name: 'Ada', email: 'ada@example.com' } }],
])('finds %s', (_case, body) => {
  expect(() => verifyAnswer(answering(body), body)).toThrow('getDeals answers')
})

it('takes what is declared, as it is after JSON', () => {
  expect(() => verifyAnswer(answering(good), { ...good, at: new Date(good.at) })).not.toThrow()
})

it('makes a wrong answer a bug where it is switched on, and costs nothing where it is not', async () => {
  for (const [verifyAnswers, status] of [
    [true, 500],
    [false, 200],
  ] as const) {
    const { app } = await sampleServer({ routes: [answering({ wrong: true })], verifyAnswers })
    expect((await app.inject({ url: '/api/v1/deals', headers: ada })).statusCode).toBe(status)
    await app.close()
  }
})
