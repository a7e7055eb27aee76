import { type OpContext, Problem } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { ringCancelled, ringQueued } from './bell.ts'
import { cancelJob, findJob, insertJobs, type JobRow, listJobs, requeueJob, jobsAtEnd } from './job-queries.ts'
import type { JobRequest, JobState } from './job.ts'

const largestBatch = 1_000

/**
 * Queues a job in the organization and the transaction of `tx`: rolled back, it was never there. Returns its id, or with a
 * `dedupeKey` the id of the one that waits already. It acts as `tx.ctx.actor`, under that operation's request id.
 */
export async function enqueue(tx: Tx, request: JobRequest): Promise<string> {
  const [id] = await enqueueAll(tx, [request])
  if (id === undefined) throw new Error('A job was queued and has no id')
  return id
}

/** Several at once, 1,000 per statement. Ids in the order of the requests; requests with one key become one job. */
export async function enqueueAll(tx: Tx, requests: readonly JobRequest[]): Promise<string[]> {
  const unique = new Map<string | JobRequest, JobRequest>()
  for (const request of requests) unique.set(identity(request), unique.get(identity(request)) ?? request)
  const ids = new Map<string | JobRequest, string>()
  const entries = [...unique]
  for (let start = 0; start < entries.length; start += largestBatch) {
    const batch = entries.slice(start, start + largestBatch)
    const inserted = await insertJobs(
      tx,
      batch.map(([, request]) => request),
    )
    batch.forEach(([key], i) => ids.set(key, inserted[i] ?? ''))
  }
  tx.afterCommit(() => ringQueued(tx.ctx.placement))
  return requests.map((request) => ids.get(identity(request)) ?? '')
}

function identity(request: JobRequest): string | JobRequest {
  return request.dedupeKey === undefined ? request : `${request.kind} ${request.dedupeKey}`
}

/** A job as its organization sees it. The payload stays inside. Times in ISO 8601. */
export interface JobView {
  id: string
  kind: string
  state: JobState
  priority: number
  attempts: number
  failures: number
  progress: { done: number; total: number | null; note: string | null } | null
  result: unknown
  error: { code: string; detail: string | null } | null
  actor: { id: string | null; name: string }
  requestId: string
  operationId: string | null
  cancelRequested: boolean
  queuedAt: string
  runAt: string
  startedAt: string | null
  finishedAt: string | null
}

export interface JobFilter {
  state?: JobState | undefined
  kind?: string | undefined
  /** `next` of the page before. */
  cursor?: string | undefined
  limit: number
}

/** Newest first. */
export async function pageJobs(ctx: OpContext, filter: JobFilter): Promise<{ items: JobView[]; next: string | null }> {
  ctx.authorize('read', 'jobs')
  const rows = await tenantTx(ctx, 'read', (tx) =>
    listJobs(tx, {
      limit: filter.limit + 1,
      ...(filter.state !== undefined && { state: filter.state }),
      ...(filter.kind !== undefined && { kind: filter.kind }),
      ...(filter.cursor !== undefined && { before: filter.cursor }),
    }),
  )
  const items = rows.slice(0, filter.limit).map(viewJob)
  return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null }
}

/** Throws Problem `not_found`. */
export async function readJob(ctx: OpContext, id: string): Promise<JobView> {
  ctx.authorize('read', 'jobs')
  return tenantTx(ctx, 'read', (tx) => mustFind(tx, id))
}

/** A waiting job ends at once; a running one is told to and ends when its handler listens. Throws `not_found`, `wrong_state`. */
export async function requestCancellation(ctx: OpContext, id: string): Promise<JobView> {
  ctx.authorize('update', 'jobs')
  return tenantTx(ctx, 'write', async (tx) => {
    const state = await cancelJob(tx, id)
    const job = await mustFind(tx, id)
    if (state === undefined)
      throw new Problem('wrong_state', { detail: `This job is ${job.state} already; there is nothing left to cancel.` })
    if (state === 'running') tx.afterCommit(() => ringCancelled(ctx.placement, id))
    return job
  })
}

/** A dead or cancelled job is queued again, with its checkpoint. Throws `not_found`, `wrong_state`. */
export async function retryJob(ctx: OpContext, id: string): Promise<JobView> {
  ctx.authorize('update', 'jobs')
  return tenantTx(ctx, 'write', async (tx) => {
    const requeued = await requeueJob(tx, id)
    const job = await mustFind(tx, id)
    if (!requeued)
      throw new Problem('wrong_state', {
        detail: `This job is ${job.state}; only one that failed for good or was cancelled can be retried.`,
      })
    tx.afterCommit(() => ringQueued(ctx.placement))
    return job
  })
}

async function mustFind(tx: Tx, id: string): Promise<JobView> {
  const row = await findJob(tx, id)
  if (row === undefined) throw new Problem('not_found')
  return viewJob(row)
}

function viewJob(row: JobRow): JobView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    priority: row.priority,
    attempts: row.attempts,
    failures: row.failures,
    progress: row.progress_done === null ? null : { done: row.progress_done, total: row.progress_total, note: row.progress_note },
    result: row.result,
    error: row.error_code === null ? null : { code: row.error_code, detail: row.error_detail },
    actor: { id: row.actor_id, name: row.actor_name },
    requestId: row.request_id,
    operationId: row.operation_id,
    cancelRequested: row.cancel_requested_at !== null,
    queuedAt: row.queued_at,
    runAt: row.run_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}

/** Which of these jobs will not run any more, so that what waits for them need not wait. */
export async function endedJobs(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = ids.length === 0 ? [] : await tx.all(jobsAtEnd(tx.ctx.tenant, ids))
  return new Set(rows.map((row) => row.id))
}
