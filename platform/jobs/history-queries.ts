import type { Pool, QueryResultRow } from 'pg'
import { one, silenceLimit } from './routing-queries.ts'

/** What was done and what waits, over all organizations: as freehold_jobs, routing columns only. */

export interface Retention {
  /** Days that done and cancelled jobs are kept. Default 7. */
  readonly finishedDays: number
  /** Days that dead letters are kept. Default 30. */
  readonly deadDays: number
}

/** Removes what is past its time, at most 1,000 rows at once so that no transaction gets long. Returns how many. */
export async function purge(pool: Pool, retention: Retention): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from jobs.job where (tenant_id, id) in (
       select tenant_id, id from jobs.job
       where finished_at < clock_timestamp() - least($1::int, $2::int) * interval '1 day'
         and finished_at < clock_timestamp() - (case state when 'dead' then $2::int else $1::int end) * interval '1 day'
       order by finished_at limit 1000
     )`,
    [retention.finishedDays, retention.deadDays],
  )
  return rowCount ?? 0
}

/** Numbers for a monitor; no organization in them. Ages in seconds. */
export interface JobMetrics {
  readonly queued: number
  /** Of `queued`: waiting for a later time (a retry, a schedule). */
  readonly scheduled: number
  readonly running: number
  readonly done: number
  readonly dead: number
  readonly cancelled: number
  /** How long the oldest due job has been waiting; 0 when none is. */
  readonly oldestWaiting: number
  readonly workers: number
}

export async function readMetrics(pool: Pool): Promise<JobMetrics> {
  return one<JobMetrics & QueryResultRow>(
    pool,
    'metrics',
    `select count(*) filter (where state in ('queued', 'ready'))::int as queued,
       count(*) filter (where state = 'queued' and run_at > clock_timestamp())::int as scheduled,
       count(*) filter (where state = 'running')::int as running,
       count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'dead')::int as dead,
       count(*) filter (where state = 'cancelled')::int as cancelled,
       coalesce(greatest(0, extract(epoch from clock_timestamp() - min(run_at) filter (where state in ('queued', 'ready')))), 0)::float8 as "oldestWaiting",
       (select count(*)::int from jobs.worker where seen_at > clock_timestamp() - $1::float8 * interval '1 millisecond') as workers
     from jobs.job`,
    [silenceLimit],
  )
}
