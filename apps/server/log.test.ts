import { withContext } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { AccessView, Placement } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

class NoDatabase extends Placement {
  readonly kind = 'none'
}

class NoAccess extends AccessView {
  readonly revision = undefined
  override renew = () => Promise.resolve()
}

function capture(): { lines: () => Record<string, unknown>[]; log: ReturnType<typeof createLog> } {
  const written: string[] = []
  const log = createLog({ logLevel: 'info', logFormat: 'json' }, { write: (line) => written.push(line) })
  return { log, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('the log', () => {
  it('says in whose organization and for which request a line was written', () => {
    const { log, lines } = capture()
    const actor = { kind: 'system', name: 'test' } as const
    const ctx: OpContext = {
      tenant: 'tenant-1',
      actor,
      kind: 'test',
      requestId: 'request-1',
      log,
      placement: new NoDatabase(),
      access: new NoAccess(),
      authorize: () => undefined,
    }
    withContext(ctx, () => log.info({ deals: 3 }, 'inside'))
    log.info({}, 'outside')
    expect(lines()).toMatchObject([
      { tenant: 'tenant-1', requestId: 'request-1', deals: 3, msg: 'inside', level: 'info' },
      { msg: 'outside' },
    ])
    expect(lines()[1]).not.toHaveProperty('tenant')
  })

  it('masks secrets at the top and one level down', () => {
    const { log, lines } = capture()
    log.info({ password: 'hunter2', body: { token: 'hunter2', authorization: 'hunter2' }, headers: { cookie: 'hunter2' } }, 'request')
    expect(JSON.stringify(lines())).not.toContain('hunter2')
    expect(lines()[0]).toMatchObject({ password: '********', body: { token: '********' } })
  })

  it('writes of an error its words and causes, not what hangs on it', () => {
    const { log, lines } = capture()
    const error = Object.assign(new Error('refused', { cause: new Error('first') }), {
      code: '57P01',
      client: { host: 'db', user: 'freehold_app' },
    })
    log.error({ error }, 'failed')
    expect(lines()[0]).toMatchObject({ error: { message: 'refused', code: '57P01', cause: { message: 'first' } } })
    expect(JSON.stringify(lines())).not.toContain('freehold_app')
  })
})
