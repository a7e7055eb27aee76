import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob, enqueueAll, startWorker } from '@freehold/jobs'
import { openPool } from '@freehold/postgres'
import { tenantTx } from '@freehold/tenancy'
import { Logger, makeWorkerUtils, runMigrations, runTaskList } from 'graphile-worker'
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
 * Fairness: how late a small organization's jobs start behind 4,000 of a large one. Rate: jobs that do nothing, from two
 * organizations. Peer: graphile-worker alone, first come first served, no organizations. In turns, the middle of three rounds.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const ours: Figures[] = []
  const peer: Figures[] = []
  for (let round = 0; round < rounds; round++) {
    peer.push(await onDatabase(env, (_, connection) => measurePeer(connection)))
    ours.push(await onDatabase(env, measureOurs))
  }
  const delay = middle(ours.map((figures) => figures.delay))
  const peerDelay = middle(peer.map((figures) => figures.delay))
  const rate = middle(ours.map((figures) => figures.rate))
  const peerRate = middle(peer.map((figures) => figures.rate))
  return [
    { name: 'jobs.small-organization-start-p95', value: delay, unit: 'ms', floor: peerDelay, ratio: delay / peerDelay, goal: '< 100 ms', met: delay < 100 },
    { name: 'jobs.rate', value: rate, unit: 'jobs/s', floor: peerRate, ratio: rate / peerRate, goal: '≥ 0.2 of the engine alone', met: rate / peerRate >= 0.2 },
  ]
}

async function onDatabase(env: BenchEnv, run: (db: TestDatabase, connection: Connection) => Promise<Figures>): Promise<Figures> {
  const db = await createTestDatabase(env.cluster)
  const connection = { host: env.cluster.host, port: env.cluster.port, database: db.name, user: 'freehold_jobs', password: env.cluster.passwords.jobs }
  try {
    // The engine's tables, as a worker finds them.
    const pool = openPool({ connection, max: 1, name: 'bench' })
    await runMigrations({ pgPool: pool, logger: silent, taskList: {}, noHandleSignals: true })
    await pool.end()
    return await run(db, connection)
  } finally {
    await db.drop()
  }
}

interface Figures {
  /** p95 in ms. */
  readonly delay: number
  /** Jobs a second. */
  readonly rate: number
}

type Connection = Parameters<typeof openPool>[0]['connection']
const silent = new Logger(() => () => undefined)

async function measureOurs(db: TestDatabase, connection: Connection): Promise<Figures> {
  const starts: number[] = []
  const ended = counter()
  const worker = await startWorker({
    placement: db.placement,
    log: quietLog,
    connection,
    concurrency,
    jobs: [
      defineJob({
        kind: 'bench.wait',
        payload: z.object({ small: z.boolean() }),
        handler: async (_, payload) => {
          if (payload.small) starts.push(performance.now())
          await sleep(jobMs)
          ended.add()
        },
      }),
      defineJob({ kind: 'bench.nothing', payload: z.object({}), handler: async () => ended.add() }),
    ],
  })
  const queue = (organization: TestDatabase['acme'], kind: string, payload: { small?: boolean }, count: number) =>
    tenantTx(organization.as('member'), 'write', (tx) =>
      enqueueAll(
        tx,
        Array.from({ length: count }, () => ({ kind, payload: { ...payload } })),
      ),
    )
  try {
    await queue(db.acme, 'bench.wait', { small: false }, large)
    await sleep(200)
    await queue(db.globex, 'bench.wait', { small: true }, small)
    const queued = performance.now()
    await ended.reach(large + small)
    const delay = p95(starts.map((start) => start - queued))
    const begun = performance.now()
    await Promise.all([queue(db.acme, 'bench.nothing', {}, large / 2), queue(db.globex, 'bench.nothing', {}, large / 2)])
    await ended.reach(large + small + large)
    return { delay, rate: (large / (performance.now() - begun)) * 1_000 }
  } finally {
    await worker.stop()
  }
}

async function measurePeer(connection: Connection): Promise<Figures> {
  const pool = openPool({ connection, max: concurrency + 2, name: 'bench-peer' })
  const utils = await makeWorkerUtils({ pgPool: pool, logger: silent })
  const starts: number[] = []
  const ended = counter()
  const workers = runTaskList(
    { concurrency, logger: silent, noHandleSignals: true },
    {
      'peer.wait': async (payload: unknown) => {
        if ((payload as { small: boolean }).small) starts.push(performance.now())
        await sleep(jobMs)
        ended.add()
      },
      'peer.nothing': async () => ended.add(),
    },
    pool,
  )
  const queue = (identifier: string, payload: object, count: number) =>
    utils.addJobs(Array.from({ length: count }, () => ({ identifier, payload })))
  try {
    await queue('peer.wait', { small: false }, large)
    await sleep(200)
    await queue('peer.wait', { small: true }, small)
    const queued = performance.now()
    await ended.reach(large + small)
    const delay = p95(starts.map((start) => start - queued))
    const begun = performance.now()
    await queue('peer.nothing', {}, large)
    await ended.reach(large + small + large)
    return { delay, rate: (large / (performance.now() - begun)) * 1_000 }
  } finally {
    await workers.gracefulShutdown()
    await utils.release()
    await pool.end()
  }
}

function counter() {
  let count = 0
  let wanted = Number.POSITIVE_INFINITY
  let resolve: () => void = () => undefined
  return {
    add(): void {
      count += 1
      if (count >= wanted) resolve()
    },
    reach(number: number): Promise<void> {
      wanted = number
      return count >= number ? Promise.resolve() : new Promise((done) => (resolve = done))
    },
  }
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN
}
