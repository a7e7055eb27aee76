import { setTimeout as sleep } from 'node:timers/promises'
import { defineJob, enqueueAll, startWorker } from '@freehold/jobs'
import { openPool } from '@freehold/postgres'
import { tenantTx } from '@freehold/tenancy'
import { Logger, makeWorkerUtils, runTaskList } from 'graphile-worker'
import { z } from 'zod'
import { createTestDatabase, quietLog, type TestDatabase } from '../test/harness/database.ts'
import type { BenchEnv, Measure } from './measure.ts'

/** A large organization has this many jobs waiting when a small one queues its own. */
const large = 4_000
const small = 20
/** What a job takes: waiting for another program, mostly. */
const jobMs = 5
const concurrency = 8

/** Fairness: how late a small organization's jobs start behind 4,000 of a large one. Throughput: jobs that do nothing. Peer: graphile-worker alone. */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  const connection = {
    host: env.cluster.host,
    port: env.cluster.port,
    database: db.name,
    user: 'freehold_jobs',
    password: env.cluster.passwords.jobs,
  }
  try {
    const peer = await measurePeer(connection)
    const ours = await measureOurs(db, connection)
    return [
      {
        name: 'jobs.small-organization-start-p95',
        value: ours.delay,
        unit: 'ms',
        floor: peer.delay,
        ratio: ours.delay / peer.delay,
        goal: '< 100 ms',
        met: ours.delay < 100,
      },
      {
        name: 'jobs.throughput',
        value: ours.rate,
        unit: 'jobs/s',
        floor: peer.rate,
        ratio: ours.rate / peer.rate,
        goal: '≥ 500 jobs/s',
        met: ours.rate >= 500,
      },
    ]
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
  pool.on('connect', (client) => client.on('error', () => undefined))
  const logger = new Logger(() => () => undefined)
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  const starts: number[] = []
  const ended = counter()
  const workers = runTaskList(
    { concurrency, logger, noHandleSignals: true },
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
