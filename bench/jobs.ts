import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob, enqueueAll, startWorker } from '@freehold/jobs'
import { openPool } from '@freehold/postgres'
import { tenantTx } from '@freehold/tenancy'
import { Logger, makeWorkerUtils, runTaskList } from 'graphile-worker'
import { z } from 'zod'
import { createTestDatabase, quietLog, type TestDatabase } from '../test/harness/database.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { middle } from './rate.ts'

/** A large organization has this many jobs waiting when a small one queues its own. */
const large = 4_000
const small = 20
/** What a job takes: waiting for another program, mostly. */
const jobMs = 5
const concurrency = 8

/** Jobs that do nothing, for the rate. */
const many = 2_000
const rounds = 3

/**
 * Fairness: how much later a small organization's jobs start (p95) when a large one has 4,000 waiting, against the same jobs
 * with nobody else there. Rate: jobs that do nothing, from two organizations. Peer: graphile-worker alone, first come first
 * served, no organizations. In turns, the middle of three rounds.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const ours: Figures[] = []
  const peer: Figures[] = []
  for (let round = 0; round < rounds; round++) {
    peer.push(await onDatabase(env, openPeer))
    ours.push(await onDatabase(env, openOurs))
  }
  const delay = middle(ours.map((figures) => figures.delay))
  const peerDelay = middle(peer.map((figures) => figures.delay))
  const rate = middle(ours.map((figures) => figures.rate))
  const peerRate = middle(peer.map((figures) => figures.rate))
  return [
    {
      name: 'jobs.small-organization-delay-p95',
      value: delay,
      unit: 'ms',
      floor: peerDelay,
      ratio: delay / peerDelay,
      goal: '< 100 ms',
      met: delay < 100,
    },
    {
      name: 'jobs.rate',
      value: rate,
      unit: 'jobs/s',
      floor: peerRate,
      ratio: rate / peerRate,
      goal: 'shown',
      met: null,
    },
  ]
}

async function onDatabase(env: BenchEnv, open: OpenSide): Promise<Figures> {
  const db = await createTestDatabase(env.cluster)
  const connection = {
    host: env.cluster.host,
    port: env.cluster.port,
    database: db.name,
    user: 'freehold_jobs',
    password: env.cluster.passwords.jobs,
  }
  try {
    const events = { started: counter(), ended: counter() }
    const side = await open(db, connection, events)
    try {
      return await play(side, events)
    } finally {
      await side.close()
    }
  } finally {
    await db.drop()
  }
}

async function play(side: Side, { started, ended }: Events): Promise<Figures> {
  const begun = performance.now()
  await Promise.all([side.queue('large', 'nothing', many / 2), side.queue('small', 'nothing', many / 2)])
  await ended.reach(many)
  const rate = (many / (performance.now() - begun)) * 1_000
  const alone = await startOfSmall(side, started)
  await side.queue('large', 'wait', large)
  await sleep(200)
  return { rate, delay: (await startOfSmall(side, started)) - alone }
}

/** p95 from the commit to the start, ms. */
async function startOfSmall(side: Side, started: Counter): Promise<number> {
  const before = started.times.length
  await side.queue('small', 'wait', small)
  const queued = performance.now()
  await started.reach(before + small)
  return p95(started.times.slice(before).map((time) => time - queued))
}

interface Figures {
  /** What the large organization adds to the p95, ms. */
  readonly delay: number
  /** Jobs a second. */
  readonly rate: number
}

interface Events {
  /** Jobs of the small organization that wait. */
  readonly started: Counter
  /** Jobs that do nothing. */
  readonly ended: Counter
}

interface Side {
  queue(organization: 'large' | 'small', what: 'wait' | 'nothing', count: number): Promise<unknown>
  close(): Promise<void>
}

type Connection = Parameters<typeof openPool>[0]['connection']
type OpenSide = (db: TestDatabase, connection: Connection, events: Events) => Promise<Side>

async function openOurs(db: TestDatabase, connection: Connection, { started, ended }: Events): Promise<Side> {
  const organizations = { large: db.acme, small: db.globex }
  const wait = defineJob({
    kind: 'bench.wait',
    payload: z.object({}),
    handler: async (ctx) => {
      if (ctx.tenant === db.globex.tenant) started.add()
      await sleep(jobMs)
    },
  })
  const nothing = defineJob({ kind: 'bench.nothing', payload: z.object({}), handler: async () => ended.add() })
  const worker = await startWorker({
    placement: db.placement,
    access: db.access,
    log: quietLog,
    connection,
    concurrency,
    jobs: [wait, nothing],
  })
  return {
    queue: (organization, what, count) => {
      const job = what === 'wait' ? wait : nothing
      const requests = Array.from({ length: count }, () => job.request({}))
      return tenantTx(organizations[organization].as('member'), 'write', (tx) => enqueueAll(tx, requests))
    },
    close: () => worker.stop(),
  }
}

async function openPeer(_db: TestDatabase, connection: Connection, { started, ended }: Events): Promise<Side> {
  const logger = new Logger(() => () => undefined)
  const pool = openPool({ connection, max: concurrency + 2, name: 'bench-peer' })
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  const tasks = {
    wait: async (payload: unknown) => {
      if (payload === 'small') started.add()
      await sleep(jobMs)
    },
    nothing: async () => ended.add(),
  }
  // With the settings that our worker gives it.
  const preset = { worker: { localQueue: { size: concurrency }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } }
  const workers = runTaskList({ concurrency, logger, noHandleSignals: true, preset }, tasks, pool)
  return {
    queue: (organization, what, count) => utils.addJobs(Array.from({ length: count }, () => ({ identifier: what, payload: organization }))),
    close: async () => {
      await workers.gracefulShutdown()
      await utils.release()
      await pool.end()
    },
  }
}

type Counter = ReturnType<typeof counter>

function counter() {
  const times: number[] = []
  let wanted = Number.POSITIVE_INFINITY
  let resolve: () => void = () => undefined
  return {
    times,
    add(): void {
      times.push(performance.now())
      if (times.length >= wanted) resolve()
    },
    reach(number: number): Promise<void> {
      wanted = number
      return times.length >= number ? Promise.resolve() : new Promise((done) => (resolve = done))
    },
  }
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}
