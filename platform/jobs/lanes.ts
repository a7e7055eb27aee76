/**
 * Fair order between organizations: start-time fair queuing (Goyal, Vin, Cheng 1996), one lane per organization.
 *
 * *Tag*: the virtual time at which a lane's next job may start. The lane with the smallest tag is served, its tag moves on
 * by one; the clock is the tag last served. A lane that was idle starts at the clock, so being idle earns no credit, and
 * one with 4,000 jobs waiting cannot get ahead of one with 20: they alternate. Pure; no clock, no database.
 */
export interface Waiting {
  readonly tenant: string
}

export interface Room {
  /** How many jobs may be handed on now. */
  readonly slots: number
  /** How many jobs of one organization may be in flight at once, those in `inFlight` included. */
  readonly perTenant: number
  /** What each organization has in flight. */
  readonly inFlight: ReadonlyMap<string, number>
}

export class Lanes {
  #clock = 0
  readonly #tags = new Map<string, number>()

  /** Picks from `waiting`, which holds each organization's jobs in that organization's own order. */
  pick<W extends Waiting>(waiting: readonly W[], room: Room): W[] {
    const lanes = this.#open(waiting, room)
    const picked: W[] = []
    while (picked.length < room.slots) {
      const lane = next(lanes)
      if (lane === undefined) break
      const job = lane.jobs[lane.taken]
      if (job === undefined) break
      picked.push(job)
      this.#serve(lane)
    }
    this.#forgetIdle()
    return picked
  }

  #open<W extends Waiting>(waiting: readonly W[], room: Room): Lane<W>[] {
    const lanes = new Map<string, Lane<W>>()
    for (const job of waiting) {
      const lane = lanes.get(job.tenant)
      if (lane) lane.jobs.push(job)
      else {
        const allowed = Math.max(0, room.perTenant - (room.inFlight.get(job.tenant) ?? 0))
        lanes.set(job.tenant, { tenant: job.tenant, jobs: [job], taken: 0, allowed, tag: Math.max(this.#clock, this.#tags.get(job.tenant) ?? 0) })
      }
    }
    return [...lanes.values()]
  }

  #serve(lane: Lane<Waiting>): void {
    this.#clock = lane.tag
    lane.taken += 1
    lane.tag += 1
    this.#tags.set(lane.tenant, lane.tag)
  }

  /** A tag at or behind the clock says nothing that a new lane would not: the map holds the busy organizations only. */
  #forgetIdle(): void {
    for (const [tenant, tag] of this.#tags) {
      if (tag <= this.#clock) this.#tags.delete(tenant)
    }
  }

  /** How many organizations are remembered; for the test that this stays bounded. */
  get remembered(): number {
    return this.#tags.size
  }
}

interface Lane<W> {
  readonly tenant: string
  readonly jobs: W[]
  readonly allowed: number
  taken: number
  tag: number
}

// Linear in the lanes with work: with 1,000 of them and 20 picks 20,000 comparisons, 0.1 ms. A heap from 10,000 on.
function next<W>(lanes: readonly Lane<W>[]): Lane<W> | undefined {
  let best: Lane<W> | undefined
  for (const lane of lanes) {
    if (lane.taken >= lane.jobs.length || lane.taken >= lane.allowed) continue
    if (best === undefined || lane.tag < best.tag) best = lane
  }
  return best
}
