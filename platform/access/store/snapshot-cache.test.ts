import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../engine/facts.ts'
import { SnapshotCache } from './snapshot-cache.ts'

const never = Number.NEGATIVE_INFINITY

/** A database whose revision the test raises, and which answers when the test says so. */
function slowDatabase() {
  let revision = 1
  const waiting: (() => void)[] = []
  const reads: string[] = []
  const cache = new SnapshotCache(async (tenant, known) => {
    reads.push(tenant)
    const seen = revision
    await new Promise<void>((resolve) => waiting.push(resolve))
    return known?.revision === seen ? known : ({ tenant, revision: seen } as Snapshot)
  })
  const answer = async () => {
    waiting.shift()?.()
    for (let i = 0; i < 10; i++) await Promise.resolve()
  }
  return { cache, reads, answer, raise: () => (revision += 1) }
}

describe('the snapshots of a process', () => {
  it('are read once by all who come before the read begins, and never by a read that began earlier', async () => {
    const { cache, reads, answer, raise } = slowDatabase()
    const first = cache.current('a')
    raise()
    const [second, third] = [cache.current('a'), cache.current('a')]
    expect(reads).toHaveLength(1)
    await answer()
    expect((await first).revision).toBe(1)
    await answer()
    expect((await second).revision).toBe(2)
    expect(await third).toBe(await second)
    expect(reads).toHaveLength(2)
  })

  it('are believed for a while, and not across a change of this process', async () => {
    const { cache, reads, answer, raise } = slowDatabase()
    const loading = cache.recent('a', never)
    await answer()
    const kept = await loading
    expect(cache.recent('a', never)).toBe(kept)
    expect(reads).toHaveLength(1)
    raise()
    const again = cache.recent('a', performance.now() + 1)
    await answer()
    expect((await again).revision).toBe(2)
    expect(reads).toHaveLength(2)
  })

  it('stay the same object while nothing changes, so that what is compiled of them stays', async () => {
    const { cache, answer } = slowDatabase()
    const first = cache.current('a')
    await answer()
    const second = cache.current('a')
    await answer()
    expect(await second).toBe(await first)
  })

  it('are read anew after a failure', async () => {
    let fails = true
    const cache = new SnapshotCache(async (tenant) => {
      if (fails) throw new Error('no database')
      return { tenant, revision: 1 } as Snapshot
    })
    await expect(cache.current('a')).rejects.toThrow('no database')
    fails = false
    expect((await cache.current('a')).revision).toBe(1)
  })

  it('are kept for a hundred organizations, those used last', async () => {
    const reads: string[] = []
    const cache = new SnapshotCache(async (tenant) => {
      reads.push(tenant)
      return { tenant, revision: 1 } as Snapshot
    })
    await cache.recent('first', never)
    for (let i = 0; i < 99; i++) await cache.recent(`t${i}`, never)
    await cache.recent('first', never)
    await cache.recent('one more', never)
    await cache.recent('first', never)
    expect(reads).toHaveLength(101)
    await cache.recent('t0', never)
    expect(reads).toHaveLength(102)
  })
})
