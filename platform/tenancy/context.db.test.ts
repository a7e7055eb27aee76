import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ContextLostError, currentContext, type OpContext, peekContext, withContext } from '@freehold/kernel'
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { tenantRead, tenantTx } from './index.ts'

/** T3: the context reaches everything an operation starts, and never another operation. */
let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

const tenantOf = async (ctx: OpContext): Promise<string> => {
  const rows = await tenantTx(ctx, 'read', (tx) => tx.sql<{ tenant: string }>('select tenancy.current_tenant() as tenant', []))
  return rows[0]?.tenant ?? ''
}
const here = () => tenantOf(currentContext())

/** Both organizations at once, many times: a leak would show as the other's id. */
async function interleaved(work: () => Promise<string>): Promise<void> {
  const organizations = [db.acme, db.globex]
  const runs = Array.from({ length: 20 }, (_, i) => organizations[i % 2] ?? db.acme)
  const seen = await Promise.all(runs.map((organization) => withContext(organization.as('member'), work)))
  expect(seen).toEqual(runs.map((organization) => organization.tenant))
}

describe('context reaches', () => {
  it('nested awaits', () =>
    interleaved(async () => {
      const level = async (depth: number): Promise<string> => {
        await sleep(Math.random() * 3)
        return depth === 0 ? here() : level(depth - 1)
      }
      return level(5)
    }))

  it('Promise.all, allSettled and race', () =>
    interleaved(async () => {
      const all = await Promise.all([here(), sleep(1).then(here), here()])
      const settled = await Promise.allSettled([here()])
      const first = await Promise.race([here(), sleep(50).then(here)])
      const seen = new Set([...all, first, ...settled.map((result) => (result.status === 'fulfilled' ? result.value : ''))])
      expect(seen.size).toBe(1)
      return first
    }))

  it('timers: setTimeout, setInterval, setImmediate, nextTick, queueMicrotask', () =>
    interleaved(async () => {
      const later = [
        (fn: () => void) => void setTimeout(fn, 2),
        (fn: () => void) => void setImmediate(fn),
        (fn: () => void) => process.nextTick(fn),
        (fn: () => void) => queueMicrotask(fn),
        (fn: () => void) => {
          const timer = setInterval(() => {
            clearInterval(timer)
            fn()
          }, 1)
        },
      ]
      const seen = await Promise.all(
        later.map((start) => new Promise<string>((resolve, reject) => start(() => void here().then(resolve, reject)))),
      )
      expect(new Set(seen).size).toBe(1)
      return seen[0] ?? ''
    }))

  it('event emitters, in the context of who emits', async () => {
    // One emitter shared by both organizations: a listener runs for whoever emitted, not for whoever subscribed.
    const emitter = new EventEmitter()
    emitter.on('ask', (answer: (tenant: Promise<string>) => void) => answer(here()))
    await interleaved(() => new Promise<string>((resolve) => emitter.emit('ask', resolve)))
  })

  it('transaction callbacks and what runs after commit', () =>
    interleaved(async () => {
      let after: string | undefined
      const inside = await tenantTx(currentContext(), 'write', async (tx) => {
        tx.afterCommit(() => (after = peekContext()?.tenant))
        await sleep(1)
        await Promise.all([tx.sql('select 1', []), tx.sql('select 2', [])])
        const [row] = await tx.sql<{ tenant: string }>('select tenancy.current_tenant() as tenant', [])
        expect(peekContext()?.tenant).toBe(row?.tenant)
        return row?.tenant ?? ''
      })
      expect(after).toBe(inside)
      return inside
    }))

  it('a batch of reads', () =>
    interleaved(async () => {
      const [[row]] = await tenantRead(currentContext(), [{ text: 'select tenancy.current_tenant() as tenant', values: [] }])
      return (row as { tenant: string }).tenant
    }))
})

describe('a lost context is a named error', () => {
  it('outside any operation', () => {
    expect(() => currentContext()).toThrow(ContextLostError)
    const lost = { ...db.acme.as('owner'), tenant: undefined } as unknown as OpContext
    return expect(tenantTx(lost, 'read', (tx) => tx.sql('select 1', []))).rejects.toThrow(ContextLostError)
  })

  it('when a context of another organization is handed over', () =>
    withContext(db.acme.as('owner'), () => expect(tenantOf(db.globex.as('owner'))).rejects.toThrow(ContextLostError)))

  it('when a query comes after its transaction is over', async () => {
    let kept: ((text: string, values: unknown[]) => Promise<unknown>) | undefined
    await tenantTx(db.acme.as('owner'), 'read', async (tx) => {
      kept = (text, values) => tx.sql(text, values)
      await tx.sql('select 1', [])
    })
    await expect(kept?.('select * from identity.member', [])).rejects.toThrow(ContextLostError)
  })

  it('in the database itself, when a connection is used without one', async () => {
    const client = await db.app()
    await expect(client.query('select * from identity.member')).rejects.toMatchObject({ code: 'FH001' })
  })
})
