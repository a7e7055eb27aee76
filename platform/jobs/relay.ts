import type { Log } from '@freehold/kernel'
import type { Pool } from 'pg'
import { Lanes, type Room } from './lanes.ts'
import { feed, type InFlight, survey, type Survey } from './routing-queries.ts'

export interface RelayOptions {
  readonly pool: Pool
  readonly log: Log
  /** Only one relay of a database feeds: its lanes know who was served last. */
  readonly leads: () => boolean
  /** Milliseconds between looks when nobody rings: finds what other programs queued and what has become due. */
  readonly poll: number
}

/** Moves due jobs from the organizations' lanes into the engine, fairly, and never more than are about to be worked on. */
export class Relay {
  readonly #options: RelayOptions
  readonly #short = new Lanes()
  readonly #long = new Lanes()
  #rung = true
  /** Something due was left in the lanes for want of room; only then does a free slot matter. */
  #backlog = false
  #freed = 0
  #batch = 1
  #perLane = 65
  #awake: () => void = () => undefined
  #stopped = false
  #loop: Promise<void> | undefined

  constructor(options: RelayOptions) {
    this.#options = options
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  /** There is something new to feed. */
  ring(): void {
    this.#rung = true
    this.#awake()
  }

  /** A slot is free. Half a generation of them is worth a round: a round per job was half of all the database's work. */
  freed(): void {
    this.#freed += 1
    if (this.#backlog && this.#freed >= this.#batch) this.ring()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#awake()
    await this.#loop
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      if (!this.#rung) await this.#rest()
      this.#rung = false
      this.#freed = 0
      if (this.#stopped || !this.#options.leads()) continue
      try {
        await this.#feedOnce()
      } catch (error) {
        this.#options.log.error({ error }, 'The job relay could not feed the engine; it tries again')
        await this.#rest()
      }
    }
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.poll)
      this.#awake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #feedOnce(): Promise<void> {
    const asked = this.#perLane
    const view = await survey(this.#options.pool, asked)
    // No lane can get more than the whole window in one round.
    this.#perLane = 2 * view.concurrency + 1
    const rooms = roomFor(view)
    const short = this.#short.pick(
      view.waiting.filter((job) => !job.long),
      rooms.short,
    )
    const long = this.#long.pick(
      view.waiting.filter((job) => job.long),
      rooms.long,
    )
    // Newcomers' first jobs, then short ones, then long ones: the engine holds up to a window of jobs that have not begun.
    const chosen = [...short.map(({ job, ahead }) => ({ job, rank: ahead ? 0 : 1 })), ...long.map(({ job }) => ({ job, rank: 2 }))]
    this.#backlog = chosen.length < view.waiting.length || view.waiting.length >= asked
    // A newcomer is let in quickly, those that have been waiting anyway in fewer, larger rounds.
    this.#batch = Math.max(1, Math.floor(view.concurrency / (short.some(({ ahead }) => ahead) ? 4 : 2)))
    if (chosen.length > 0) await feed(this.#options.pool, chosen)
    // Slots that were freed during this round counted for nothing yet.
    if (this.#backlog && this.#freed >= this.#batch) this.#rung = true
  }
}

/**
 * Short jobs: twice the slots that long ones leave, half running and half next in line, so that a slot never waits for
 * the relay; a newcomer's first windowful goes ahead, with a generation of room of its own, so that it does not wait for
 * the relay either. Long jobs: all slots but a quarter, and one organization half of those.
 */
export function roomFor(view: Pick<Survey, 'concurrency' | 'inFlight'>): { short: Room; long: Room } {
  const short = view.inFlight.filter((flight) => !flight.long)
  const long = view.inFlight.filter((flight) => flight.long)
  const forLong = Math.max(1, view.concurrency - Math.max(1, Math.floor(view.concurrency / 4)))
  const left = Math.max(0, view.concurrency - total(long))
  const slots = Math.max(0, 2 * left - total(short))
  return {
    short: {
      slots,
      express: Math.max(0, 3 * left - total(short)) - slots,
      perTenant: Number.POSITIVE_INFINITY,
      burst: 2 * view.concurrency,
      inFlight: byTenant(short),
    },
    long: {
      slots: view.concurrency === 0 ? 0 : Math.max(0, forLong - total(long)),
      express: 0,
      perTenant: Math.ceil(forLong / 2),
      burst: 0,
      inFlight: byTenant(long),
    },
  }
}

function total(flights: readonly InFlight[]): number {
  return flights.reduce((sum, flight) => sum + flight.jobs, 0)
}

function byTenant(flights: readonly InFlight[]): Map<string, number> {
  return new Map(flights.map((flight) => [flight.tenant, flight.jobs]))
}
