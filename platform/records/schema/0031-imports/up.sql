-- Imports. The file is kept in the database: its rows stay under row security, and any process can go on where another one died.
create table records.import (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- Plural, as in addresses: `deals`.
  object text not null check (length(object) between 1 and 60),
  file_name text not null check (length(file_name) between 1 and 255),
  file_size bigint not null check (file_size > 0),
  state text not null default 'draft' check (state in ('draft', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  detection jsonb not null,
  mapping jsonb not null,
  options jsonb not null,
  job_id uuid,
  -- A sentence, when it failed.
  error text,
  created_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references identity.member (tenant_id, id),
  check ((state = 'failed') = (error is not null))
);
select tenancy.protect_table('records.import');
create index import_of_creator on records.import (tenant_id, created_by) where created_by is not null;

create table records.import_chunk (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  import_id uuid not null,
  -- From 0, without gaps.
  position int not null check (position >= 0),
  content bytea not null check (length(content) between 1 and 1048576),
  primary key (tenant_id, id),
  unique (tenant_id, import_id, position),
  foreign key (tenant_id, import_id) references records.import (tenant_id, id) on delete cascade
);
-- Compressed already (.xlsx), or read whole once or twice: lz would cost more time than it saves space.
alter table records.import_chunk alter column content set storage external;
-- Not ledgered: the ledger would hold a second copy of every file.
select tenancy.protect_table('records.import_chunk', versioned => false, ledgered => false);

-- How far an import is: written in the same transaction as the rows that it counts, so each row happens exactly once.
create table records.import_progress (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  import_id uuid not null,
  -- Number of the last row of the file that is done with, as a spreadsheet counts.
  position int not null default 0,
  processed int not null default 0,
  created int not null default 0,
  merged int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  -- Records made for names that were unknown: companies of deals.
  references_created int not null default 0,
  -- Undo: the last ledger entry that is done with, and what came of them.
  undo_position uuid,
  undo_removed int not null default 0,
  undo_reverted int not null default 0,
  undo_kept int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, import_id),
  foreign key (tenant_id, import_id) references records.import (tenant_id, id) on delete cascade,
  check (processed = created + merged + skipped + failed)
);
select tenancy.protect_table('records.import_progress', versioned => false, ledgered => false);

create table records.import_failure (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  import_id uuid not null,
  row_number int not null check (row_number > 0),
  -- import: the row was not imported. link: it was, but a record it names was never found. undo: it was not put back.
  phase text not null default 'import' check (phase in ('import', 'link', 'undo')),
  reasons text[] not null check (cardinality(reasons) > 0),
  values text[] not null,
  primary key (tenant_id, id),
  unique (tenant_id, import_id, phase, row_number),
  foreign key (tenant_id, import_id) references records.import (tenant_id, id) on delete cascade
);
select tenancy.protect_table('records.import_failure', versioned => false, ledgered => false);

-- References to records of the same file that come later in it (a company's parent): linked when all rows are in.
create table records.import_link (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  import_id uuid not null,
  row_number int not null check (row_number > 0),
  record_id uuid not null,
  field text not null,
  name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, import_id, row_number, field),
  foreign key (tenant_id, import_id) references records.import (tenant_id, id) on delete cascade
);
select tenancy.protect_table('records.import_link', versioned => false, ledgered => false);

-- What was chosen for a file with these headings, for the next one like it.
create table records.import_mapping (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  object text not null check (length(object) between 1 and 60),
  -- SHA-256 of the headings, in order.
  fingerprint bytea not null check (length(fingerprint) = 32),
  mapping jsonb not null,
  options jsonb not null,
  primary key (tenant_id, id),
  unique (tenant_id, object, fingerprint)
);
select tenancy.protect_table('records.import_mapping', ledgered => false);
