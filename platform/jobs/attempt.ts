import { setTimeout as sleep } from 'node:timers/promises'
import { type Access, withAccess } from '@freehold/access'
import { type Actor, type Log, type OpContext, type Placement, Problem, type Role, withContext } from '@freehold/kernel'
import { tenantWrite } from '@freehold/tenancy'
import type { Pool } from 'pg'
import { type Attempt, type ClaimedJob, claimJob, settleJob } from './job-queries.ts'
import { type Job, JobInterrupted } from './job.ts'
import { routeOf, setAside } from './routing-queries.ts'
import { HeldJob } from './held-job.ts'
import { afterReturn, afterThrow, type AttemptFacts, type Transition } from './transition.ts'

/** Who the job may act as now: the actor, or in a sentence why nobody (the member or the organization is gone). */
export type RestoreActor = (ctx: Omit<OpContext, 'actor' | 'access' | 'authorize'>, queuedBy: Actor) => Promise<Actor | string>

/** What an attempt needs of its process. */
export interface Workshop {
  readonly workerId: string
  readonly placement: Placement
  /** As freehold_jobs. */
  readonly pool: Pool
  readonly log: Log
  readonly restoreActor: RestoreActor
  readonly access: Pick<Access, 'system' | 'viewFor'>
  /** The attempts that run here, by job id. */
  readonly running: Map<string, HeldJob>
  /** A slot is free again. */
  freed(): void
  /** A job that was put back is due. */
  due(): void
  /** Aborted when no more waiting for the database makes sense. */
  readonly closing: AbortSignal
}

export interface Route {
  readonly tenant: string
  readonly id: string
}

/** How long a handler may take to end after it was told to. */
const grace = 5_000

/** One attempt, from the engine's hand to its end in the row. Rejects only when the database cannot be reached to claim the job. */
export async function attemptJob(shop: Workshop, job: Job, route: Route): Promise<void> {
  const system: Actor = { kind: 'system', name: 'Job worker' }
  const base = { tenant: route.tenant, kind: 'job' as const, requestId: `job-${route.id}`, log: shop.log, placement: shop.placement }
  const ctx: OpContext = { ...base, actor: system, ...withAccess(shop.access.system('job')) }
  const [[claimed]] = await tenantWrite(ctx, [claimJob(route.tenant, route.id, job.kind, shop.workerId)])
  if (claimed === undefined) return explainMissing(shop, job, route)
  const held = new HeldJob({ ctx, id: route.id, kind: job.kind, attempt: claimed.attempts, checkpoint: claimed.checkpoint })
  shop.running.set(route.id, held)
  try {
    const transition = await runClaimed(shop, job, ctx, claimed, held)
    await held.close()
    if (!held.completed) await settle(shop, ctx, held, transition)
  } finally {
    if (shop.running.get(route.id) === held) shop.running.delete(route.id)
    shop.freed()
  }
}

/** Usually a job that was cancelled or done meanwhile; a route that names another organization is set aside and reported. */
async function explainMissing(shop: Workshop, job: Job, route: Route): Promise<void> {
  const real = await routeOf(shop.pool, route.id)
  if (real === undefined) {
    shop.log.warn(
      { jobId: route.id, tenant: route.tenant, jobKind: job.kind },
      'A job was handed out that does not exist any more, or its organization does not',
    )
    return
  }
  if (real.state !== 'ready' || (real.tenant === route.tenant && real.kind === job.kind)) return
  shop.log.error(
    { jobId: route.id, tenant: real.tenant, routedTo: route.tenant, jobKind: real.kind, routedAs: job.kind },
    'A job was handed out under a wrong route and set aside',
  )
  await setAside(shop.pool, route.id, 'misrouted', 'The queue named another organization or kind for this job. It was not run.')
}

async function runClaimed(shop: Workshop, job: Job, system: OpContext, claimed: ClaimedJob, held: HeldJob): Promise<Transition> {
  if (claimed.cancel_requested) return { to: 'cancelled' }
  const restored = await restore(shop, system, claimed).catch((error: unknown) => error as Error)
  if (typeof restored === 'string') return { to: 'dead', failures: claimed.failures, code: 'actor_gone', detail: restored }
  const facts = (): AttemptFacts => ({ policy: job.retry, failures: claimed.failures, interrupted: held.interrupted })
  try {
    if (restored instanceof Error) throw restored
    return afterReturn(await runWithin(job, restored, claimed.payload, held), facts())
  } catch (error) {
    const { transition, bug } = afterThrow(error, facts())
    const fields = {
      error,
      jobId: held.id,
      jobKind: job.kind,
      tenant: system.tenant,
      requestId: claimed.request_id,
      attempt: held.attempt,
      next: transition.to,
    }
    if (bug) shop.log.error(fields, 'A job failed in a way nobody planned for')
    else shop.log.info(fields, 'A job did not finish')
    return transition
  }
}

/** The context of whoever queued it: organization from the row's own side of row security, request and operation of the origin. */
async function restore(shop: Workshop, system: OpContext, claimed: ClaimedJob): Promise<OpContext | string> {
  const queuedBy: Actor =
    claimed.actor_kind === 'member'
      ? { kind: 'member', id: claimed.actor_id ?? '', role: claimed.actor_role as Role, name: claimed.actor_name }
      : { kind: 'system', name: claimed.actor_name }
  const base = {
    tenant: system.tenant,
    kind: 'job' as const,
    requestId: claimed.request_id,
    log: shop.log,
    placement: shop.placement,
    ...(claimed.operation_id === null ? {} : { operationId: claimed.operation_id }),
  }
  const actor = await shop.restoreActor(base, queuedBy)
  return typeof actor === 'string' ? actor : { ...base, actor, ...withAccess(await shop.access.viewFor(base, actor)) }
}

/** Runs the handler until it ends, or until `grace` after it was told to end: a slot is not lost to one that does not listen. */
async function runWithin(job: Job, ctx: OpContext, payload: unknown, held: HeldJob): ReturnType<Job['run']> {
  const timer = setTimeout(
    () => held.interrupt(new JobInterrupted('timeout', `It took longer than ${Math.round(job.timeoutMs / 1000)} s and was stopped.`)),
    job.timeoutMs,
  )
  const work = withContext(ctx, () => job.run(ctx, payload, held))
  work.catch(() => undefined)
  const over = new AbortController()
  try {
    return await Promise.race([work, abandoned(held.cancelled, over.signal)])
  } finally {
    clearTimeout(timer)
    over.abort()
  }
}

async function abandoned(signal: AbortSignal, over: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
      over.addEventListener('abort', () => resolve(), { once: true })
    })
  }
  await sleep(grace, undefined, { signal: over }).catch(() => undefined)
  throw signal.reason
}

/** Ends the attempt in its row; tries until the database answers, since only this process knows how it went. */
async function settle(shop: Workshop, ctx: OpContext, attempt: Attempt, transition: Transition): Promise<void> {
  if (transition.to === 'lost') return
  for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      const [[mine]] = await tenantWrite(ctx, [settleJob(ctx.tenant, attempt, transition)])
      if (mine && transition.to === 'queued') ringWhenDue(shop, transition.delay)
      else if (!mine)
        shop.log.warn(
          { jobId: attempt.id, attempt: attempt.attempt },
          'This attempt was given up for dead and taken over; its end does not count',
        )
      return
    } catch (error) {
      const passing = error instanceof Problem && error.status >= 500
      shop.log.error({ error, jobId: attempt.id }, 'The end of a job could not be written')
      if (!passing || shop.closing.aborted) return
      await sleep(wait, undefined, { signal: shop.closing }).catch(() => undefined)
    }
  }
}

/** The relay looks once a second by itself; a shorter delay is worth a ring of its own. */
function ringWhenDue(shop: Workshop, delay: number): void {
  if (delay > 0 && delay < 1_000) setTimeout(() => shop.due(), delay + 5).unref()
}
