import type { Log } from '@freehold/kernel'
import type { FastifyInstance } from 'fastify'
import type { ReadinessCheck } from './options.ts'

/** A check that has not answered by then counts as failed. */
const checkTimeout = 2000

/** `/healthz`: the process answers. `/readyz`: what it needs works too; a balancer sends people elsewhere on 503. */
export function mountHealth(app: FastifyInstance, checks: readonly ReadinessCheck[], log: Log): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(checks.map((check) => passes(check, log)))
    const ready = results.every(Boolean)
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ok' : 'unavailable',
      // Names and outcome only: this address is open to everybody, reasons are in the log.
      checks: Object.fromEntries(checks.map(({ name }, index) => [name, results[index] === true ? 'ok' : 'failed'])),
    })
  })
}

async function passes(check: ReadinessCheck, log: Log): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${checkTimeout} ms`)), checkTimeout)
  try {
    await Promise.race([check.check(), late])
    return true
  } catch (error) {
    log.warn({ check: check.name, error: String(error) }, 'not ready')
    return false
  } finally {
    clearTimeout(timer)
  }
}
