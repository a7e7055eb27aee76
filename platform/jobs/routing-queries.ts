import type { Pool, QueryResultRow } from 'pg'

/** The relay's side of jobs: as freehold_jobs, over all organizations, routing columns only. The organization's side: job-queries.ts. */

export interface WaitingJob {
  readonly tenant: string
  readonly id: string
  readonly kind: string
  readonly long: boolean
}

export interface InFlight {
  readonly tenant: string
  readonly long: boolean
  readonly jobs: number
}

export interface Survey {
  /** Due jobs of kinds that a living worker knows, each lane in its own order, at most `perLane` of each. */
  readonly waiting: readonly WaitingJob[]
  readonly inFlight: readonly InFlight[]
  /** Slots of all living workers together. */
  readonly concurrency: number
}

/** A worker that has not been seen for so long is taken for dead, whatever its connection says. Milliseconds. */
export const silenceLimit = 15_000

// Finds each organization by one index probe (a loose index scan), then its first due jobs: 4,000 waiting in one lane
// cost no more than 20. One round trip.
const surveyText = `
with recursive alive as materialized (
  select concurrency, kinds, long_kinds from jobs.worker where seen_at > clock_timestamp() - $2::float8 * interval '1 millisecond'
), known as materialized (
  select false as long, array(select distinct kind from alive, unnest(kinds) kind where not kind = any (long_kinds)) as kinds
  union all
  select true, array(select distinct kind from alive, unnest(long_kinds) kind)
), lane (tenant_id) as (
  (select tenant_id from jobs.job where state = 'queued' order by tenant_id limit 1)
  union all
  select (select job.tenant_id from jobs.job where job.state = 'queued' and job.tenant_id > lane.tenant_id order by job.tenant_id limit 1)
  from lane where lane.tenant_id is not null
)
select
  (select coalesce(sum(concurrency), 0)::int from alive) as concurrency,
  (select coalesce(json_agg(flight), '[]') from (
    select job.tenant_id as tenant, known.long, count(*)::int as jobs from jobs.job join known on job.kind = any (known.kinds)
    where job.state in ('ready', 'running') group by job.tenant_id, known.long
  ) flight) as in_flight,
  (select coalesce(json_agg(head), '[]') from lane cross join known cross join lateral (
    select job.tenant_id as tenant, job.id, job.kind, known.long from jobs.job
    where job.state = 'queued' and job.tenant_id = lane.tenant_id and job.run_at <= clock_timestamp() and job.kind = any (known.kinds)
    order by job.priority, job.run_at, job.id limit $1
  ) head where lane.tenant_id is not null and known.kinds <> '{}') as waiting`

export async function survey(pool: Pool, perLane: number): Promise<Survey> {
  const row = await one<{ concurrency: number; in_flight: InFlight[]; waiting: WaitingJob[] }>(pool, 'survey', surveyText, [
    perLane,
    silenceLimit,
  ])
  return { waiting: row.waiting, concurrency: row.concurrency, inFlight: row.in_flight }
}

export interface FedJob {
  readonly job: WaitingJob
  /** Smaller is handed out first. */
  readonly rank: number
}

/**
 * Hands jobs to the engine, in the order given; one statement, so state and engine agree. The engine's job has our id as
 * its key and carries the route only. Its own retries are never used: 32,000 attempts mean that it hands the job out
 * again after a crash, however often.
 */
export async function feed(pool: Pool, jobs: readonly FedJob[]): Promise<number> {
  const row = await one<{ fed: number }>(
    pool,
    'feed',
    // By arrays, not by a join with unnest(): that was a sequential scan of all waiting jobs, 2.3 ms instead of 0.9.
    `with fed as (
       update jobs.job set state = 'ready'
       where tenant_id = any ($1::uuid[]) and id = any ($2::uuid[]) and state = 'queued'
       returning tenant_id, id, kind
     )
     select count(*)::int as fed from graphile_worker.add_jobs(array(
       select row(kind, json_build_object('tenant', tenant_id, 'id', id), null, null, 32000, id::text, ($3::int[])[array_position($2::uuid[], id)], null)::graphile_worker.job_spec
       from fed order by array_position($2::uuid[], id)
     ))`,
    [[...new Set(jobs.map(({ job }) => job.tenant))], jobs.map(({ job }) => job.id), jobs.map(({ rank }) => rank)],
  )
  return row.fed
}

export interface Registration {
  readonly id: string
  readonly poolId: string
  readonly concurrency: number
  readonly kinds: readonly string[]
  readonly longKinds: readonly string[]
  readonly sessionLock: number
}

export async function register(pool: Pool, worker: Registration): Promise<void> {
  await pool.query(
    `insert into jobs.worker (id, pool_id, concurrency, kinds, long_kinds, session_lock) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set pool_id = excluded.pool_id, session_lock = excluded.session_lock, seen_at = clock_timestamp()`,
    [worker.id, worker.poolId, worker.concurrency, worker.kinds, worker.longKinds, worker.sessionLock],
  )
}

export async function unregister(pool: Pool, workerId: string): Promise<void> {
  await pool.query('delete from jobs.worker where id = $1', [workerId])
}

export interface Beat {
  /** False: this process was taken for dead and its jobs are somebody else's. */
  readonly known: boolean
  readonly running: readonly { tenant: string; id: string; attempt: number; cancel: boolean }[]
}

/** Says that the worker lives, and learns what the database thinks it is doing. */
export async function beat(pool: Pool, workerId: string): Promise<Beat> {
  const row = await one<{ known: boolean; running: { tenant: string; id: string; attempt: number; cancel: boolean }[] }>(
    pool,
    'beat',
    `with me as (update jobs.worker set seen_at = clock_timestamp() where id = $1 returning id)
     select exists (select from me) as known, (
       select coalesce(json_agg(json_build_object('tenant', tenant_id, 'id', id, 'attempt', attempts, 'cancel', cancel_requested_at is not null)), '[]')
       from jobs.job where state = 'running' and worker_id = $1
     ) as running`,
    [workerId],
  )
  return row
}

/** Gives jobs back to their lanes that this worker holds in name only (a stop, or an answer that never arrived). */
export async function release(pool: Pool, workerId: string, ids: readonly string[]): Promise<void> {
  await pool.query(
    `update jobs.job set state = 'queued', worker_id = null where state = 'running' and worker_id = $1 and id = any($2::uuid[])`,
    [workerId, ids],
  )
}

/** So many workers may die with the same job in hand before it is set aside: it probably killed them. */
export const crashLimit = 3

export interface Recovery {
  readonly workers: number
  readonly takenOver: number
  readonly dead: number
  readonly returned: number
}

/**
 * Takes over from the dead: workers silent for too long, or whose session is gone (its advisory lock is free; within a
 * second after kill −9). Their jobs go back to the engine's hands, jobs that the engine has lost go back to their lanes.
 */
export async function recover(pool: Pool): Promise<Recovery> {
  return one<Recovery & QueryResultRow>(
    pool,
    'recover',
    `with dead as materialized (
       select id from jobs.worker
       where seen_at < clock_timestamp() - $1::float8 * interval '1 millisecond' or pg_try_advisory_xact_lock(${livenessLocks}, session_lock)
     ), buried as (
       delete from jobs.worker where id in (select id from dead)
     ), alive as materialized (
       select id, pool_id from jobs.worker where id not in (select id from dead)
     ), orphan as (
       update jobs.job
       set state = case when crashes + 1 < $2 then 'ready' else 'dead' end, crashes = crashes + 1, worker_id = null,
         finished_at = case when crashes + 1 < $2 then null else clock_timestamp() end,
         error_code = case when crashes + 1 < $2 then null else 'worker_crashed' end,
         error_detail = case when crashes + 1 < $2 then null else 'The program doing this died ' || $2 || ' times, so it is not tried again by itself.' end
       where state = 'running' and worker_id not in (select id from alive)
       returning state
     ), lost as (
       update jobs.job set state = 'queued'
       where state = 'ready' and not exists (select from graphile_worker.jobs engine where engine.key = job.id::text)
       returning id
     )
     select graphile_worker.force_unlock_workers(array(
         select distinct locked_by from graphile_worker.jobs where locked_by is not null and locked_by not in (select pool_id from alive)
       )) as unlocked,
       (select count(*)::int from dead) as workers,
       (select count(*)::int from orphan where state = 'ready') as "takenOver",
       (select count(*)::int from orphan where state = 'dead') as dead,
       (select count(*)::int from lost) as returned`,
    [silenceLimit, crashLimit],
  )
}

/** Advisory locks: (leader, 0) for the one relay of a database, (liveness, n) for each worker's session. */
export const leaderLocks = 7_420_040
export const livenessLocks = 7_420_041

/** Where a job really belongs, for one that could not be claimed under the organization its route names. */
export async function routeOf(pool: Pool, id: string): Promise<{ tenant: string; kind: string; state: string } | undefined> {
  const { rows } = await pool.query<{ tenant: string; kind: string; state: string }>(
    'select tenant_id as tenant, kind, state from jobs.job where id = $1',
    [id],
  )
  return rows[0]
}

/** Sets a job aside that cannot be restored under its own organization. */
export async function setAside(pool: Pool, id: string, code: string, detail: string): Promise<void> {
  await pool.query(
    `update jobs.job set state = 'dead', worker_id = null, finished_at = clock_timestamp(), dedupe_key = null, error_code = $2, error_detail = $3
     where id = $1 and state in ('queued', 'ready')`,
    [id, code, detail],
  )
}

/** The one row of a prepared statement. */
export async function one<R extends QueryResultRow>(pool: Pool, name: string, text: string, values: readonly unknown[]): Promise<R> {
  const { rows } = await pool.query<R>({ name: `jobs_${name}`, text, values: [...values] })
  const row = rows[0]
  if (row === undefined) throw new Error(`jobs_${name} gave no row`)
  return row
}
