import type { ControlTx } from '@freehold/tenancy/control'

export interface Limit {
  /** SHA-256 of what is counted. */
  readonly key: Buffer
  /** Failures without any delay. */
  readonly free: number
}

/**
 * Counts one attempt as failed beforehand, so that a hundred at the same moment are a hundred; success takes it back.
 * False while the key has to wait: then nothing is counted. After `free` failures the delay doubles from 1 s up to 15 min,
 * from the hundredth in a row on it is one hour (SP 800-63B-4 §3.2.2); a day without any forgets them.
 */
export async function countAttempt(tx: ControlTx, { key, free }: Limit): Promise<boolean> {
  const rows = await tx.sql(
    `insert into control.attempt as a (key, failures, last_at, blocked_until)
     values ($1, 1, clock_timestamp(), clock_timestamp())
     on conflict (key) do update set
       failures = case when a.last_at < clock_timestamp() - interval '1 day' then 1 else a.failures + 1 end,
       last_at = clock_timestamp(),
       blocked_until = clock_timestamp() + case
         when a.last_at < clock_timestamp() - interval '1 day' or a.failures + 1 < $2::int then interval '0'
         when a.failures + 1 >= 100 then interval '1 hour'
         else least(interval '15 minutes', power(2, least(a.failures + 1 - $2::int, 20)) * interval '1 second') end
     where a.blocked_until <= clock_timestamp()
     returning a.failures`,
    [key, free],
  )
  return rows.length === 1
}

/** Seconds until the key may try again. */
export async function secondsBlocked(tx: ControlTx, key: Buffer): Promise<number> {
  const [row] = await tx.sql<{ seconds: number }>(
    `select ceil(extract(epoch from blocked_until - clock_timestamp()))::int as seconds from control.attempt where key = $1`,
    [key],
  )
  return Math.max(1, row?.seconds ?? 1)
}

export async function forgetAttempts(tx: ControlTx, keys: readonly Buffer[]): Promise<void> {
  await tx.sql('delete from control.attempt where key = any($1::bytea[])', [keys])
}

/** Takes back one attempt that turned out well, and no more: who owns one account must not clear the way to others. */
export async function takeBackAttempt(tx: ControlTx, key: Buffer): Promise<void> {
  await tx.sql('update control.attempt set failures = greatest(failures - 1, 0), blocked_until = clock_timestamp() where key = $1', [key])
}

/** At most 100 at a time, with each sign-in: no schedule is needed. */
export async function dropOldAttempts(tx: ControlTx): Promise<void> {
  await tx.sql(
    `delete from control.attempt where key in (select key from control.attempt where last_at < clock_timestamp() - interval '2 days' limit 100 for update skip locked)`,
    [],
  )
}
