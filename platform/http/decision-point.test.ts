import Fastify from 'fastify'
import type { Route } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { mountDecisionPoint } from './decision-point.ts'

const at = (path: string) => ({ path }) as Route

async function configuration(paths: readonly string[], origins: readonly string[] = []) {
  const app = Fastify()
  mountDecisionPoint(app, paths.map(at), { origins, secure: true, cookieName: 'session' })
  const answer = await app.inject({ url: '/.well-known/authzen-configuration', headers: { host: 'crm.example.com' } })
  await app.close()
  return answer
}

describe('the address of AuthZEN’s decision point', () => {
  it('names what there is, under the address that was asked', async () => {
    const answer = await configuration(['/deals', '/access/v1/evaluation', '/access/v1/search/action'])
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.json()).toEqual({
      policy_decision_point: 'https://crm.example.com',
      access_evaluation_endpoint: 'https://crm.example.com/api/v1/access/v1/evaluation',
      search_action_endpoint: 'https://crm.example.com/api/v1/access/v1/search/action',
    })
  })

  it('is the configured one, whatever the request says', async () => {
    const answer = await configuration(['/access/v1/evaluation'], ['https://pdp.example.com'])
    expect(answer.json()).toMatchObject({ policy_decision_point: 'https://pdp.example.com' })
  })

  it('is not there where nobody answers', async () => {
    expect((await configuration(['/deals'])).statusCode).toBe(404)
  })
})
