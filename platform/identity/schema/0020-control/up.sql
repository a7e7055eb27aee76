-- Who people are, across organizations: users, credentials, sessions, the register of organizations (I1, I4).
-- The application's tenant role cannot even name these tables; freehold_control is identity's alone.
-- Not tenant tables: they are asked before an organization is known. Why the split: docs/decisions/0003-identity-split.md.
create schema control;
grant usage on schema control to freehold_control;

create table control.organization (
  id uuid primary key default tenancy.new_id(),
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  currency char(3) not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null default 'UTC',
  created_at timestamptz not null default clock_timestamp(),
  -- Null until what other packages put into a new organization (its first pipeline) is there; see organization-service.ts.
  prepared_at timestamptz
);
create index organization_unprepared on control.organization (id) where prepared_at is null;

create table control."user" (
  id uuid primary key default tenancy.new_id(),
  name text not null check (length(name) between 1 and 200),
  -- Normalised by the program: trimmed, lower case.
  email text not null unique check (length(email) between 3 and 254 and email = lower(email)),
  created_at timestamptz not null default clock_timestamp()
);

-- One row per way of proving who one is; a second factor adds a kind.
create table control.credential (
  user_id uuid not null references control."user" (id) on delete cascade,
  kind text not null default 'password' check (kind in ('password')),
  -- PHC string of Argon2id; worthless without the pepper, which the database never sees.
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (user_id, kind)
);

-- Who belongs where, as the register knows it. The person's record, role included, is identity.member in the organization's
-- own data; where that is missing (a restored backup) this row is what it heals from (I8).
create table control.membership (
  user_id uuid not null references control."user" (id) on delete cascade,
  tenant_id uuid not null references control.organization (id) on delete cascade,
  joined_at timestamptz not null default clock_timestamp(),
  primary key (user_id, tenant_id)
);
create index membership_organization on control.membership (tenant_id);

create table control.session (
  id uuid primary key default tenancy.new_id(),
  -- SHA-256 of the token; the token itself is only in the cookie.
  token_hash bytea not null unique check (length(token_hash) = 32),
  user_id uuid not null references control."user" (id) on delete cascade,
  tenant_id uuid references control.organization (id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  idle_expires_at timestamptz not null,
  expires_at timestamptz not null check (idle_expires_at <= expires_at),
  address text not null default '',
  user_agent text not null default '' check (length(user_agent) <= 400),
  revoked_at timestamptz
);
create index session_latest on control.session (user_id, last_seen_at desc);
create index session_organization on control.session (tenant_id, user_id) where revoked_at is null;

create table control.invitation (
  id uuid primary key default tenancy.new_id(),
  tenant_id uuid not null references control.organization (id) on delete cascade,
  -- A person of the directory who is asked to sign in from now on; null: a new person.
  member_id uuid,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- A member of the organization; null: whoever runs the machine.
  invited_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create unique index invitation_open on control.invitation (tenant_id, email) where accepted_at is null and revoked_at is null;

-- Failures in a row, by account, by network address and by the pair; keys are hashes, so that this names nobody.
create table control.attempt (
  key bytea primary key check (length(key) = 32),
  failures int not null check (failures >= 0),
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index attempt_age on control.attempt (last_at);

grant select, insert, update, delete on all tables in schema control to freehold_control;
