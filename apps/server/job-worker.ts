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

export function startJobs(config: Config, { connections }: RunningDatabase, placement: Placement, log: Log): Promise<StartedWorker> {
  return startWorker({
    placement,
    jobs: crmJobs,
    log,
    connection: connections.jobs,
    concurrency: config.jobConcurrency,
    restoreActor,
    drainMs: config.shutdownSeconds * 1_000,
  })
}
