import type { Log } from '@freehold/kernel'
import { Logger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Route } from './attempt.ts'

export interface EngineOptions {
  /** As freehold_jobs, who owns the schema graphile_worker. */
  readonly pool: Pool
  readonly concurrency: number
  readonly log: Log
  readonly kinds: readonly string[]
  /** Rejects only when the job should be handed out again later. */
  readonly perform: (kind: string, route: Route) => Promise<void>
  /** It ended by itself: graphile-worker gives up when it cannot write that a job is done, as in a restart of the database. */
  readonly onEnded: () => void
}

export interface Engine {
  /** The name under which graphile-worker locks jobs for this process. */
  readonly poolId: string
  /** Hands out nothing more; resolves when what runs has ended. */
  drain(): Promise<void>
  /** Ends at once; what runs is somebody else's concern. */
  end(): Promise<void>
}

const routeSchema = z.object({ tenant: z.uuid(), id: z.uuid() })

/** Creates or upgrades the engine's tables, as the role that owns them. */
export async function prepareEngine(pool: Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: engineLogger(log), taskList: {}, noHandleSignals: true })
}

/** graphile-worker: claiming with SKIP LOCKED, waking by LISTEN, locks. Retries, dead letters, fairness and takeover are ours. */
export function startEngine(options: EngineOptions): Engine {
  const { pool, concurrency, log, kinds, perform, onEnded } = options
  const tasks = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      async (payload: unknown): Promise<void> => {
        const route = routeSchema.safeParse(payload)
        if (route.success) await perform(kind, route.data)
        else log.error({ jobKind: kind }, 'The engine handed out a job without a readable route; it was dropped')
      },
    ]),
  )
  const workers: WorkerPool = runTaskList(
    {
      concurrency,
      noHandleSignals: true,
      logger: engineLogger(log),
      pollInterval: 2_000,
      // Not its local queue: that fetches ahead, and when the database goes away it rejects a promise that nobody holds,
      // which ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    },
    tasks,
    pool,
  )
  let told = false
  const ended = (): void => {
    if (!told) onEnded()
  }
  workers.promise.then(ended, ended)
  return {
    poolId: workers.id,
    drain: async () => {
      told = true
      await workers.gracefulShutdown('The server stops')
    },
    end: async () => {
      told = true
      await Promise.resolve(workers.forcefulShutdown('The server stops')).catch(() => undefined)
    },
  }
}

/** Its warnings and errors are worth a line; its account of every job is ours to give. */
function engineLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ engine: scope }, message)
    else if (level === 'warning') log.warn({ engine: scope }, message)
  })
}
