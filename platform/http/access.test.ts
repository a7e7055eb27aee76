import { AccessView, memberRoute, type OpContext, Placement, Problem, type Route } from '@freehold/kernel'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ada, here, sampleServer } from './fixture/sample-server.ts'

/** Permissions as a process remembers them, behind those of the database until they are renewed. */
class Remembered extends AccessView {
  revision = 7
  renewals = 0
  readonly #now: { readonly revision: number; readonly allowed: boolean }
  #allowed: boolean

  constructor(remembered: boolean, now: { revision: number; allowed: boolean }) {
    super()
    this.#allowed = remembered
    this.#now = now
  }

  authorize = (): void => {
    if (!this.#allowed) throw new Problem('forbidden')
  }

  override renew = (): Promise<void> => {
    this.renewals += 1
    this.revision = this.#now.revision
    this.#allowed = this.#now.allowed
    return Promise.resolve().then(this.authorize)
  }
}

let runs = 0
const shape = { tag: 'things', action: 'update', resource: 'things', response: z.object({ runs: z.int() }) } as const
const work = async (ctx: OpContext) => {
  runs += 1
  ctx.authorize('update', 'things')
  if (ctx.access.revision === 7) throw new Problem('forbidden', { detail: 'This one not' })
  return { body: { runs } }
}
const routes: Route[] = [
  memberRoute({ ...shape, method: 'POST', path: '/work', id: 'work', summary: 'Work', handler: work }),
  memberRoute({
    ...shape,
    method: 'POST',
    path: '/files',
    id: 'file',
    summary: 'A file',
    body: 'upload',
    handler: async (ctx, _input, { upload }) => {
      if (upload !== undefined) await text(upload)
      return work(ctx)
    },
  }),
]

async function ask(view: Remembered, path = '/work') {
  runs = 0
  const { app } = await sampleServer({ routes, access: { viewFor: async () => view }, placement: new NoPlacement() })
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { ...ada, ...here, ...(path === '/files' ? { 'content-type': 'text/plain' } : {}) },
    ...(path === '/files' ? { payload: Readable.from(['x']) } : {}),
  })
  await app.close()
  return {
    status: answer.statusCode,
    revision: answer.headers['freehold-access'],
    body: answer.json() as { detail?: string; runs?: number },
  }
}

class NoPlacement extends Placement {
  readonly kind = 'none'
}

describe('a request refused by outdated permissions', () => {
  it('is decided anew at the door', async () => {
    const view = new Remembered(false, { revision: 8, allowed: true })
    expect(await ask(view)).toMatchObject({ status: 200, revision: '8', body: { runs: 1 } })
  })

  it('runs again where its handler refused it', async () => {
    const view = new Remembered(true, { revision: 8, allowed: true })
    expect(await ask(view)).toMatchObject({ status: 200, revision: '8', body: { runs: 2 } })
  })

  it('does not run again when its body was streamed away', async () => {
    const view = new Remembered(true, { revision: 8, allowed: true })
    expect(await ask(view, '/files')).toMatchObject({ status: 403, body: { detail: 'This one not' } })
    expect(runs).toBe(1)
  })
})

describe('a request refused by the present permissions', () => {
  it('stays refused, after one look', async () => {
    const view = new Remembered(false, { revision: 7, allowed: false })
    expect(await ask(view)).toMatchObject({ status: 403, revision: '7' })
    expect([runs, view.renewals]).toEqual([0, 1])
  })

  it('about one record stays refused, after one look', async () => {
    const view = new Remembered(true, { revision: 7, allowed: true })
    expect(await ask(view)).toMatchObject({ status: 403, revision: '7', body: { detail: 'This one not' } })
    expect([runs, view.renewals]).toEqual([1, 1])
  })

  it('is refused by the new ones where they take the right away', async () => {
    const view = new Remembered(true, { revision: 8, allowed: false })
    expect(await ask(view)).toMatchObject({ status: 403, revision: '8' })
    expect([runs, view.renewals]).toEqual([1, 1])
  })
})
