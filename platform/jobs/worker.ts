import { openPool } from '@freehold/postgres'
import type { Pool } from 'pg'
import { prepareEngine } from './engine.ts'
import { type StartedWorker, type WorkerOptions, WorkerProcess } from './worker-process.ts'

/** Starts working on jobs in this process: engine, relay, heartbeat. Rejects when the database cannot be reached. */
export async function startWorker(options: WorkerOptions): Promise<StartedWorker> {
  const pool = openJobsPool(options)
  try {
    await prepareEngine(pool, options.log)
    const worker = new WorkerProcess(options, pool)
    await worker.start()
    return worker
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** Session, relay, heartbeat, and per slot: one to claim or complete with, so that a burst of ends does not queue. */
function openJobsPool(options: WorkerOptions): Pool {
  const warn = (error: Error): void => options.log.warn({ error }, 'A connection of the job worker broke')
  return openPool({
    connection: options.connection,
    max: Math.min(12, 5 + (options.concurrency ?? 4)),
    name: 'freehold-jobs',
    onIdleError: warn,
  })
}
