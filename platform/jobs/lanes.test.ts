import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lanes as PickingLanes, type Room, type Waiting } from './lanes.ts'
import { roomFor } from './relay.ts'

/** Lanes whose picks are the jobs alone. */
class Lanes extends PickingLanes {
  jobs<W extends Waiting>(waiting: readonly W[], room: Room): W[] {
    return this.pick(waiting, room).map(({ job }) => job)
  }
}

interface TestJob extends Waiting {
  readonly n: number
}

const open = (slots: number, burst = 0): Room => ({ slots, express: 0, perTenant: Number.POSITIVE_INFINITY, burst, inFlight: new Map() })
const backlog = (tenant: string, count: number): TestJob[] => Array.from({ length: count }, (_, n) => ({ tenant, n }))

const rounds = fc.array(
  fc.record({
    waiting: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(20)),
    slots: fc.nat(12),
    perTenant: fc.integer({ min: 1, max: 20 }),
  }),
  { maxLength: 30 },
)

describe('lanes', () => {
  it('fills every slot it may, no more, and keeps each organization in its own order', () => {
    fc.assert(
      fc.property(rounds, (all) => {
        const lanes = new Lanes()
        for (const { waiting, slots, perTenant } of all) {
          const jobs = Object.entries(waiting).flatMap(([tenant, count]) => backlog(tenant, count))
          const picked = lanes.jobs(jobs, { slots, express: 0, perTenant, burst: 4, inFlight: new Map() })
          const possible = Object.values(waiting).reduce((sum, count) => sum + Math.min(count, perTenant), 0)
          expect(picked).toHaveLength(Math.min(slots, possible))
          for (const tenant of Object.keys(waiting)) {
            const own = picked.filter((job) => job.tenant === tenant)
            expect(own.map((job) => job.n)).toEqual(own.map((_, i) => i))
            expect(own.length).toBeLessThanOrEqual(perTenant)
          }
        }
      }),
    )
  })

  it('serves organizations that always have work equally: never more than two jobs apart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.nat(16),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 }),
        (tenants, burst, slots) => {
          const lanes = new Lanes()
          const served = new Map<string, number>(Array.from({ length: tenants }, (_, i) => [`t${i}`, 0]))
          for (const room of slots) {
            const jobs = [...served.keys()].flatMap((tenant) => backlog(tenant, 50))
            for (const job of lanes.jobs(jobs, open(room, burst))) served.set(job.tenant, (served.get(job.tenant) ?? 0) + 1)
          }
          expect(Math.max(...served.values()) - Math.min(...served.values())).toBeLessThanOrEqual(2)
        },
      ),
    )
  })

  it('lets a newcomer in after two jobs of each busy organization at most, however much those were served before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 200 }), (busy, before) => {
        const lanes = new Lanes()
        const old = Array.from({ length: busy }, (_, i) => `busy${i}`).flatMap((tenant) => backlog(tenant, 300))
        for (let i = 0; i < before; i++) lanes.jobs(old, open(1))
        const order = lanes.jobs([...old, ...backlog('newcomer', 1)], open(2 * busy + 1)).map((job) => job.tenant)
        expect(order).toContain('newcomer')
      }),
    )
  })

  it('lets a newcomer go ahead by the burst, then alternates', () => {
    const lanes = new Lanes()
    for (let i = 0; i < 100; i++) lanes.jobs(backlog('busy', 300), open(1, 8))
    const order = lanes.jobs([...backlog('busy', 300), ...backlog('newcomer', 300)], open(200, 8)).map((job) => job.tenant)
    expect(order.slice(0, 8).every((tenant) => tenant === 'newcomer')).toBe(true)
    const lead = order.filter((tenant) => tenant === 'newcomer').length - 100
    expect(lead).toBeGreaterThan(2)
    expect(lead).toBeLessThanOrEqual(9)
  })

  it('cannot be starved by newcomers that keep coming', () => {
    const lanes = new Lanes()
    let served = 0
    for (let i = 0; i < 400; i++) {
      const picked = lanes.jobs([...backlog('busy', 50), ...backlog(`new${i}`, 50)], open(4, 4))
      served += picked.filter((job) => job.tenant === 'busy').length
    }
    expect(served).toBeGreaterThan(400 * 4 * 0.25)
  })

  it('gives no second start to one that pauses for a moment', () => {
    const lanes = new Lanes()
    const counts = { pausing: 0, steady: 0 }
    for (let i = 0; i < 600; i++) {
      const jobs = i % 3 === 0 ? backlog('steady', 9) : [...backlog('steady', 9), ...backlog('pausing', 9)]
      for (const { tenant } of lanes.jobs(jobs, open(2, 10))) counts[tenant === 'steady' ? 'steady' : 'pausing'] += 1
    }
    expect(counts.pausing).toBeLessThanOrEqual(counts.steady + 10)
  })

  it('says which jobs go ahead of what was picked before: those on credit', () => {
    const picked = new PickingLanes().pick(backlog('a', 5), open(5, 3))
    expect(picked.map(({ ahead }) => ahead)).toEqual([true, true, true, false, false])
  })

  it('has room beyond the window for those that go ahead, and for nobody else', () => {
    const lanes = new PickingLanes()
    const room = { ...open(2, 6), express: 3 }
    lanes.pick(backlog('busy', 20), open(10, 6))
    const picked = lanes.pick([...backlog('busy', 20), ...backlog('newcomer', 20)], room)
    expect(picked.map(({ job }) => job.tenant)).toEqual(Array.from({ length: 5 }, () => 'newcomer'))
    expect(lanes.pick(backlog('busy', 20), room)).toHaveLength(2)
  })

  it('counts what an organization has in flight against its limit', () => {
    const picked = new Lanes().jobs([...backlog('a', 9), ...backlog('b', 9)], {
      slots: 9,
      express: 0,
      perTenant: 3,
      burst: 0,
      inFlight: new Map([['a', 2]]),
    })
    expect(picked.map((job) => job.tenant).sort()).toEqual(['a', 'b', 'b', 'b'])
  })

  it('forgets organizations that have no more work', () => {
    const lanes = new Lanes()
    for (let i = 0; i < 1_000; i++) lanes.jobs(backlog(`t${i}`, 1), open(1))
    for (let i = 0; i < 3; i++) lanes.jobs(backlog('last', 1), open(1))
    expect(lanes.remembered).toBeLessThanOrEqual(1)
  })
})

describe('room', () => {
  const flight = fc.record({ tenant: fc.constantFrom('a', 'b', 'c'), long: fc.boolean(), jobs: fc.nat(20) })

  it('always leaves a slot for short jobs where there are two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.array(flight), (concurrency, inFlight) => {
        const running = inFlight.filter((one) => one.long).reduce((sum, one) => sum + one.jobs, 0)
        expect(running + roomFor({ concurrency, inFlight }).long.slots).toBeLessThanOrEqual(Math.max(running, concurrency - 1))
      }),
    )
  })

  it('is empty without a worker', () => {
    const { short, long } = roomFor({ concurrency: 0, inFlight: [] })
    expect([short.slots, long.slots]).toEqual([0, 0])
  })
})
