import { randomUUID } from 'node:crypto'
import type { Log, Placement } from '@freehold/kernel'
import type { ClientConfig, Pool } from 'pg'
import type { Access } from '@freehold/access'
import { attemptJob, type RestoreActor, type Workshop } from './attempt.ts'
import { listen } from './bell.ts'
import { type Engine, startEngine } from './engine.ts'
import type { HeldJob } from './held-job.ts'
import { type Job, JobInterrupted } from './job.ts'
import { Relay } from './relay.ts'
import { type JobMetrics, purge, readMetrics, type Retention } from './history-queries.ts'
import { beat, recover, register, release, unregister } from './routing-queries.ts'
import { Session } from './session.ts'

export interface WorkerOptions {
  readonly placement: Placement
  readonly jobs: readonly Job[]
  readonly log: Log
  /** What decides: a job may do what whoever queued it may when it runs, and while it runs. */
  readonly access: Pick<Access, 'system' | 'viewFor'>
  /** As freehold_jobs, directly to the server (a real session: no PgBouncer in transaction mode). */
  readonly connection: ClientConfig
  /** Jobs at once in this process. Default 4. */
  readonly concurrency?: number
  /** Default: as whoever queued it, with the role of that moment. */
  readonly restoreActor?: RestoreActor
  readonly retention?: Retention
  /** Most time that a stop waits for running jobs before it tells them to end. Default 10 s. */
  readonly drainMs?: number
}

export interface StartedWorker {
  /** Takes no more jobs, waits for those that run, gives back those that do not end in time. */
  stop(): Promise<void>
  metrics(): Promise<JobMetrics>
}

const beatInterval = 1_000
const purgeInterval = 60_000
/** After a stop has told running jobs to end. */
const stopGrace = 2_000

/** Engine, relay, session and heartbeat of one process. */
export class WorkerProcess implements StartedWorker {
  readonly #options: WorkerOptions
  readonly #pool: Pool
  readonly #id = randomUUID()
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #concurrency: number
  readonly #running = new Map<string, HeldJob>()
  readonly #relay: Relay
  readonly #session: Session
  readonly #closing = new AbortController()
  #engine: Engine | undefined
  #timer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  #nextPurge = 0
  /** A connection broke: what the engine was just being handed over it is locked in its name, and it does not know. */
  #broken = false
  /** The database knows another engine or session of ours. */
  #unregistered = true
  #suspected = new Set<string>()
  #deafen: () => void = () => undefined
  #stopping: Promise<void> | undefined

  constructor(options: WorkerOptions, pool: Pool) {
    this.#options = options
    this.#pool = pool
    pool.on('connect', (client) => client.on('error', () => (this.#broken = true)))
    this.#concurrency = options.concurrency ?? 4
    this.#jobs = new Map(options.jobs.map((job) => [job.kind, job]))
    if (this.#jobs.size !== options.jobs.length) throw new Error('Two jobs have the same kind')
    this.#relay = new Relay({ pool, log: options.log, leads: () => this.#session.leading, poll: 1_000 })
    this.#session = new Session({ pool, log: options.log, onRing: () => this.#relay.ring() })
  }

  async start(): Promise<void> {
    await this.#session.connect()
    await this.#tick()
    this.#relay.start()
    this.#deafen = listen(this.#options.placement, {
      queued: () => this.#ring(),
      cancelled: (id) => this.#running.get(id)?.interrupt(new JobInterrupted('cancelled', 'The job was cancelled.')),
    })
    this.#schedule()
  }

  #startEngine(): Engine {
    const shop = this.#workshop()
    return startEngine({
      pool: this.#pool,
      concurrency: this.#concurrency,
      log: this.#options.log,
      kinds: [...this.#jobs.keys()],
      perform: async (kind, route) => {
        const job = this.#jobs.get(kind)
        if (job) await attemptJob(shop, job, route)
      },
      onEnded: () => {
        if (this.#stopping === undefined) this.#options.log.warn({}, 'The job engine gave up and is started again')
        this.#engine = undefined
      },
    })
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#shutDown()
    return this.#stopping
  }

  metrics(): Promise<JobMetrics> {
    return readMetrics(this.#pool)
  }

  #workshop(): Workshop {
    return {
      workerId: this.#id,
      placement: this.#options.placement,
      pool: this.#pool,
      log: this.#options.log,
      access: this.#options.access,
      restoreActor: this.#options.restoreActor ?? (async (_, queuedBy) => queuedBy),
      running: this.#running,
      freed: () => this.#freed(),
      due: () => this.#ring(),
      closing: this.#closing.signal,
    }
  }

  #ring(): void {
    if (this.#session.leading) this.#relay.ring()
    else this.#session.ringOthers()
  }

  #freed(): void {
    if (this.#session.leading) this.#relay.freed()
    else this.#session.ringOthers()
  }

  async #register(): Promise<void> {
    const jobs = [...this.#jobs.values()]
    await register(this.#pool, {
      id: this.#id,
      poolId: this.#engine?.poolId ?? '',
      concurrency: this.#concurrency,
      kinds: jobs.map((job) => job.kind),
      longKinds: jobs.filter((job) => job.long).map((job) => job.kind),
      sessionLock: this.#session.lock,
    })
    this.#unregistered = false
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#beating = this.#tick().catch((error: unknown) =>
        this.#options.log.warn({ error }, 'The job worker could not reach the database; it tries again'),
      )
      void this.#beating.then(() => {
        if (!this.#closing.signal.aborted && this.#stopping === undefined) this.#schedule()
      })
    }, beatInterval)
  }

  /** Once a second: says that we live, hears of cancellations, and as leader looks after the dead. */
  async #tick(): Promise<void> {
    if (!this.#session.open) {
      await this.#session.connect()
      this.#unregistered = true
    }
    if (this.#broken) {
      this.#broken = false
      this.#options.log.warn({}, 'A connection of the job worker broke; its engine is replaced')
      void this.#engine?.end()
      this.#engine = undefined
    }
    if (this.#engine === undefined) {
      // Under a new name: what an engine before it had locked belongs to nobody alive and is handed out again.
      this.#engine = this.#startEngine()
      this.#unregistered = true
    }
    if (this.#unregistered) await this.#register()
    const pulse = await beat(this.#pool, this.#id)
    if (!pulse.known) await this.#resurrect()
    else await this.#reconcile(pulse.running)
    if (await this.#session.lead()) await this.#look()
  }

  /** The others took us for dead and have our jobs: whatever runs here must not go on. */
  async #resurrect(): Promise<void> {
    if (this.#running.size > 0)
      this.#options.log.error({ jobs: this.#running.size }, 'This worker was silent for too long; its jobs were taken over')
    for (const held of this.#running.values()) held.interrupt(new JobInterrupted('lost', 'Another worker has taken this job over.'))
    await this.#register()
  }

  /** Compares what runs here with what the database thinks. A difference counts when two beats see it: once is a claim or an end under way. */
  async #reconcile(claimed: readonly { id: string; attempt: number; cancel: boolean }[]): Promise<void> {
    const ours = new Map(claimed.map((row) => [row.id, row]))
    for (const { id, cancel } of claimed) {
      if (cancel) this.#running.get(id)?.interrupt(new JobInterrupted('cancelled', 'The job was cancelled.'))
    }
    // Ours in name only: the answer to the claim was lost. And running without being ours: taken over while we were away.
    const strays = claimed.filter(({ id, attempt }) => this.#running.get(id)?.attempt !== attempt).map(({ id }) => id)
    const lost = [...this.#running.values()].filter((held) => !held.completed && ours.get(held.id)?.attempt !== held.attempt)
    const confirmed = strays.filter((id) => this.#suspected.has(id))
    if (confirmed.length > 0) await release(this.#pool, this.#id, confirmed)
    for (const held of lost) {
      if (this.#suspected.has(held.id)) held.interrupt(new JobInterrupted('lost', 'Another worker has taken this job over.'))
    }
    this.#suspected = new Set([...strays, ...lost.map((held) => held.id)])
  }

  async #look(): Promise<void> {
    const { workers, takenOver, dead, returned } = await recover(this.#pool)
    if (workers + takenOver + dead + returned > 0) {
      this.#options.log.warn({ workers, takenOver, dead, returned }, 'Took over the jobs of workers that died')
      this.#relay.ring()
    }
    if (Date.now() < this.#nextPurge) return
    this.#nextPurge = Date.now() + purgeInterval
    const removed = await purge(this.#pool, this.#options.retention ?? { finishedDays: 7, deadDays: 30 })
    if (removed === 1_000) this.#nextPurge = 0
  }

  async #shutDown(): Promise<void> {
    this.#deafen()
    clearTimeout(this.#timer)
    await this.#beating
    await this.#relay.stop()
    await this.#drain()
    this.#closing.abort()
    this.#session.close()
    try {
      await release(this.#pool, this.#id, [...this.#running.keys()])
      await unregister(this.#pool, this.#id)
    } catch (error) {
      this.#options.log.warn({ error }, 'The job worker could not sign off; others take over its jobs within seconds')
    }
    await this.#pool.end()
  }

  async #drain(): Promise<void> {
    const engine = this.#engine
    if (!engine) return
    // Without a beat for the length of the drain the others would take us for dead.
    const heart = setInterval(() => void beat(this.#pool, this.#id).catch(() => undefined), beatInterval)
    const drained = engine.drain().catch((error: unknown) => this.#options.log.warn({ error }, 'The job engine did not stop cleanly'))
    if (!(await endsWithin(drained, this.#options.drainMs ?? 10_000))) {
      this.#options.log.warn(
        { jobs: this.#running.size },
        'Jobs were still running after the time to drain; they go on after the next start',
      )
      for (const held of this.#running.values())
        held.interrupt(new JobInterrupted('stopping', 'The server stops; the job goes on after its next start.'))
      if (!(await endsWithin(drained, stopGrace))) await engine.end()
    }
    clearInterval(heart)
  }
}

async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const inTime = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return inTime
}
