-- Jobs (V1, T9). Why a row here and a library's engine behind it: docs/decisions/0005-jobs.md.
--
-- queued → ready (handed to the engine) → running → done | dead | cancelled, or back to queued for the next attempt.
-- `attempts` counts starts and fences: whoever finishes must name the attempt he began, so a worker that was given up
-- for dead and comes back cannot finish a job that another one has taken over. `failures` counts against the retry
-- policy; a stop of the server is an attempt and no failure. `crashes` counts workers that died with the job in hand.
create schema jobs;
grant usage on schema jobs to freehold_app, freehold_jobs;

create table jobs.job (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  kind text not null check (length(kind) between 1 and 100),
  state text not null default 'queued' check (state in ('queued', 'ready', 'running', 'done', 'dead', 'cancelled')),
  priority smallint not null default 0,
  run_at timestamptz not null default now(),
  payload jsonb not null check (pg_column_size(payload) <= 262144),
  -- Guards a job that has not begun; cleared when it begins, since what is asked for afterwards is not in it any more.
  dedupe_key text check (length(dedupe_key) between 1 and 200),
  attempts int not null default 0,
  failures int not null default 0,
  crashes int not null default 0,
  worker_id uuid,
  actor_kind text not null check (actor_kind in ('member', 'system')),
  actor_id uuid,
  actor_role text,
  actor_name text not null,
  request_id text not null,
  operation_id uuid,
  progress_done bigint,
  progress_total bigint,
  progress_note text,
  -- How far the handler came, written by it in the same transaction as what it did; where the next attempt goes on.
  checkpoint jsonb,
  result jsonb,
  error_code text,
  error_detail text,
  cancel_requested_at timestamptz,
  queued_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id),
  check ((actor_kind = 'member') = (actor_id is not null)),
  check ((state = 'running') = (worker_id is not null)),
  check ((state in ('done', 'dead', 'cancelled')) = (finished_at is not null))
);

-- The lane of an organization, in the order of the relay's picks; its first column also finds the next organization.
create index job_lane on jobs.job (tenant_id, priority, run_at, id) where state = 'queued';
-- What is in the engine's hands: never more than the window, so every question to it is cheap.
create index job_in_flight on jobs.job (tenant_id, state) where state in ('ready', 'running');
create index job_finished on jobs.job (finished_at) where finished_at is not null;
create index job_dead on jobs.job (tenant_id, id) where state = 'dead';
create unique index job_dedupe on jobs.job (tenant_id, kind, dedupe_key) where dedupe_key is not null;

-- A row changes state four times in its life and no such update can be HOT, so the lanes fill with dead entries:
-- vacuum after 1,000 changes and 2 %, not after 20 % of a table that is mostly history.
alter table jobs.job set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02);

-- Not ledgered: a job's states and progress are machinery. What it does to records is in the ledger, under its operation.
select tenancy.protect_table('jobs.job', versioned => false, ledgered => false, privileges => 'select, insert, update');

-- The relay sees where a job goes, never what is in it: columns by grant, rows of all organizations by its own policy.
create policy routing on jobs.job to freehold_jobs using (true) with check (true);
grant select (tenant_id, id, kind, state, priority, run_at, attempts, crashes, worker_id, cancel_requested_at, queued_at, started_at, finished_at)
  on jobs.job to freehold_jobs;
grant update (state, run_at, crashes, worker_id, dedupe_key, error_code, error_detail, finished_at) on jobs.job to freehold_jobs;
grant delete on jobs.job to freehold_jobs;

-- Processes that work. Alive: `seen_at` is fresh and the session that registered it still holds its advisory lock.
create table jobs.worker (
  id uuid primary key,
  pool_id text not null,
  concurrency int not null check (concurrency > 0),
  kinds text[] not null,
  -- Of `kinds`: those that may take seconds or minutes; they never get all slots.
  long_kinds text[] not null,
  session_lock int not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on jobs.worker to freehold_jobs;

-- The engine's own schema belongs to the relay's role; the engine migrates it at start. Its bookkeeping table is made
-- here, because the engine would otherwise say `create schema if not exists`, which needs CREATE on the whole database.
create schema graphile_worker authorization freehold_jobs;
set local role freehold_jobs;
create table graphile_worker.migrations (
  id int primary key,
  ts timestamptz not null default now(),
  breaking boolean not null default false
);
set local role freehold_migrator;
