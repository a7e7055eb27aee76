import type { SqlQuery, Tx } from '@freehold/tenancy'
import type { Selectable } from 'kysely'
import type { JobRequest, JobState, Saved } from './job.ts'
import type { JobsJob } from './schema/tables.ts'
import type { Transition } from './transition.ts'

/** The organization's side of jobs.job: under row security, as freehold_app. The relay's side: routing-queries.ts. */

/** Several requests in one statement; ids in their order. */
export async function insertJobs(tx: Tx, requests: readonly JobRequest[]): Promise<string[]> {
  const { tenant, actor, requestId, operationId } = tx.ctx
  const values: unknown[] = [
    tenant,
    actor.kind,
    actor.kind === 'member' ? actor.id : null,
    actor.kind === 'member' ? actor.role : null,
    actor.name,
    requestId,
    operationId ?? null,
  ]
  const rows = requests.map((request) => {
    const n = values.length
    values.push(
      request.kind,
      JSON.stringify(request.payload),
      request.priority ?? 0,
      request.runAt?.toISOString() ?? null,
      request.dedupeKey ?? null,
    )
    return `($1, $2, $3, $4, $5, $6, $7, $${n + 1}, $${n + 2}::jsonb, $${n + 3}::smallint, coalesce($${n + 4}::timestamptz, now()), $${n + 5})`
  })
  const inserted = await tx.sql<{ id: string }>(
    `insert into jobs.job (tenant_id, actor_kind, actor_id, actor_role, actor_name, request_id, operation_id, kind, payload, priority, run_at, dedupe_key)
     values ${rows.join(', ')}
     on conflict (tenant_id, kind, dedupe_key) where dedupe_key is not null do update set dedupe_key = excluded.dedupe_key
     returning id`,
    values,
  )
  return inserted.map((row) => row.id)
}

type JobColumns = Selectable<JobsJob>

type ClaimedColumn =
  | 'attempts'
  | 'failures'
  | 'payload'
  | 'checkpoint'
  | 'actor_kind'
  | 'actor_id'
  | 'actor_role'
  | 'actor_name'
  | 'request_id'
  | 'operation_id'

export interface ClaimedJob extends Pick<JobColumns, ClaimedColumn> {
  cancel_requested: boolean
}

/** Begins an attempt. No row: no such job here, or it is not to be done now. */
export function claimJob(tenant: string, id: string, kind: string, workerId: string): SqlQuery<ClaimedJob> {
  return {
    name: 'jobs_claim',
    text: `update jobs.job
     set state = 'running', attempts = attempts + 1, worker_id = $4, started_at = clock_timestamp(), dedupe_key = null,
       error_code = null, error_detail = null
     where tenant_id = $1 and id = $2 and kind = $3 and state = 'ready'
     returning attempts, failures, payload, checkpoint, actor_kind, actor_id, actor_role, actor_name, request_id, operation_id,
       cancel_requested_at is not null as cancel_requested`,
    values: [tenant, id, kind, workerId],
  }
}

/** Which attempt of which job: what every write of a worker must name. */
export interface Attempt {
  readonly id: string
  readonly attempt: number
}

export interface SaveAnswer {
  cancel_requested: boolean
}

/**
 * Writes how far the attempt came, if it is the current one (else no row); the row stays locked until the transaction ends.
 * A job that gets further between two crashes is not what kills its workers: a checkpoint forgives the crashes before it.
 */
export function saveJob(tenant: string, attempt: Attempt, state: Saved): SqlQuery<SaveAnswer> {
  const checkpoint = state.checkpoint === undefined ? null : JSON.stringify(state.checkpoint)
  return {
    name: 'jobs_save',
    text: `update jobs.job
     set checkpoint = coalesce($4::jsonb, checkpoint), progress_done = coalesce($5::bigint, progress_done),
       progress_total = coalesce($6::bigint, progress_total), progress_note = coalesce($7::text, progress_note),
       crashes = case when $4::jsonb is null then crashes else 0 end
     where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'
     returning cancel_requested_at is not null as cancel_requested`,
    values: [tenant, attempt.id, attempt.attempt, checkpoint, state.done ?? null, state.total ?? null, state.note ?? null],
  }
}

/**
 * Ends an attempt; a next one is not planned for a job that was to be cancelled.
 * No row: it was not the current one any more, nothing was written.
 */
export function settleJob(tenant: string, attempt: Attempt, transition: Exclude<Transition, { to: 'lost' }>): SqlQuery<{ id: string }> {
  const failure = transition.to === 'queued' || transition.to === 'dead' ? transition : undefined
  const result = transition.to === 'done' && transition.result !== undefined ? JSON.stringify(transition.result) : null
  return {
    name: 'jobs_settle',
    text: `update jobs.job
     set state = case when $5 or cancel_requested_at is null then $4 else 'cancelled' end, worker_id = null,
       finished_at = case when $5 or cancel_requested_at is not null then clock_timestamp() end,
       run_at = case when $5 then run_at else clock_timestamp() + $6::float8 * interval '1 millisecond' end,
       failures = coalesce($7::int, failures), error_code = $8, error_detail = $9, result = $10::jsonb
     where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running'
     returning id`,
    values: [
      tenant,
      attempt.id,
      attempt.attempt,
      transition.to,
      transition.to !== 'queued',
      transition.to === 'queued' ? transition.delay : 0,
      failure?.failures ?? null,
      failure?.code ?? null,
      failure?.detail ?? null,
      result,
    ],
  }
}

/** Waiting jobs end at once, running ones are asked to. Undefined: nothing here to cancel. */
export async function cancelJob(tx: Tx, id: string): Promise<'cancelled' | 'running' | undefined> {
  const rows = await tx.sql<{ state: 'cancelled' | 'running' }>(
    `update jobs.job
     set state = case when state = 'running' then state else 'cancelled' end,
       finished_at = case when state = 'running' then null else clock_timestamp() end,
       cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()), dedupe_key = null
     where tenant_id = $1 and id = $2 and state in ('queued', 'ready', 'running')
     returning state`,
    [tx.ctx.tenant, id],
  )
  return rows[0]?.state
}

/** A dead or cancelled job goes back into its lane, from its checkpoint, with a fresh count of failures. */
export async function requeueJob(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(
    `update jobs.job
     set state = 'queued', run_at = now(), finished_at = null, failures = 0, crashes = 0, cancel_requested_at = null,
       error_code = null, error_detail = null
     where tenant_id = $1 and id = $2 and state in ('dead', 'cancelled')
     returning id`,
    [tx.ctx.tenant, id],
  )
  return rows.length === 1
}

type HiddenColumn = 'tenant_id' | 'payload' | 'checkpoint' | 'dedupe_key' | 'crashes' | 'worker_id' | 'actor_kind' | 'actor_role'

export interface JobRow extends Omit<JobColumns, HiddenColumn | 'state'> {
  state: JobState
}

const columns = `id, kind, case when state = 'ready' then 'queued' else state end as state, priority, attempts, failures,
  actor_id, actor_name, request_id, operation_id, progress_done, progress_total, progress_note, result, error_code,
  error_detail, cancel_requested_at, queued_at, run_at, started_at, finished_at`

// Written out, not bound: only so does the planner see that the partial indexes of dead and unfinished jobs apply.
const inState: Record<JobState, string> = {
  queued: `and state in ('queued', 'ready')`,
  running: `and state = 'running'`,
  done: `and state = 'done'`,
  dead: `and state = 'dead'`,
  cancelled: `and state = 'cancelled'`,
}

/** Newest first: ids are in time's order. `before`: the last id of the page before. */
export async function listJobs(tx: Tx, filter: { state?: JobState; kind?: string; before?: string; limit: number }): Promise<JobRow[]> {
  return tx.sql<JobRow>(
    `select ${columns} from jobs.job
     where tenant_id = $1 ${filter.state === undefined ? '' : inState[filter.state]} and ($2::text is null or kind = $2) and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [tx.ctx.tenant, filter.kind ?? null, filter.before ?? null, filter.limit],
  )
}

export async function findJob(tx: Tx, id: string): Promise<JobRow | undefined> {
  const rows = await tx.sql<JobRow>(`select ${columns} from jobs.job where tenant_id = $1 and id = $2`, [tx.ctx.tenant, id])
  return rows[0]
}

/** Which of these jobs will not run any more: done, dead, cancelled or cleared away. */
export function jobsAtEnd(tenant: string, ids: readonly string[]): SqlQuery<{ id: string }> {
  return {
    name: 'jobs_at_end',
    text: `select w.id from unnest($2::uuid[]) as w (id) left join jobs.job j on j.tenant_id = $1 and j.id = w.id
     where j.id is null or j.state in ('done', 'dead', 'cancelled')`,
    values: [tenant, ids],
  }
}
