import type { Access } from '@freehold/access'
import { crmJobs } from '@freehold/crm'
import { findActor } from '@freehold/identity'
import { startWorker } from '@freehold/jobs'
import type { RestoreActor, StartedWorker } from '@freehold/jobs'
import type { Config, Log, Placement } from '@freehold/kernel'
import type { RunningDatabase } from './database/database.ts'

/** A job acts with the role that its member has now, not with the one of when it was queued. */
const restoreActor: RestoreActor = async (ctx, queuedBy) => {
  if (queuedBy.kind === 'system') return queuedBy
  return (await findActor(ctx.placement, ctx.tenant, queuedBy.id)) ?? `${queuedBy.name} is no longer a member of this organization.`
}

export interface JobsOptions {
  readonly config: Config
  readonly database: RunningDatabase
  readonly placement: Placement
  readonly access: Access
  readonly log: Log
}

export function startJobs({ config, database, placement, access, log }: JobsOptions): Promise<StartedWorker> {
  return startWorker({
    placement,
    access,
    jobs: crmJobs,
    log,
    connection: database.connections.jobs,
    concurrency: config.jobConcurrency,
    restoreActor,
    drainMs: config.shutdownSeconds * 1_000,
  })
}
