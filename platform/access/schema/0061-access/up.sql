-- Who may do what (A1–A11): the organization's policy, and the people, teams, places and roles that it speaks of.
-- The application reads all of it; it writes shares of its records and nothing else. What decides is written by freehold_control
-- under a sealed context: whoever can run SQL as the application cannot give themselves a right.
create schema access;
grant usage on schema access to freehold_app, freehold_control;

-- Versions of the policy, each a whole document. Never changed: a revert is a new version.
create table access.policy (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  version int not null check (version > 0),
  document jsonb not null check (pg_column_size(document) <= 4194304),
  reason text not null check (length(reason) <= 2000),
  -- Null: the program.
  author_id uuid,
  approver_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, version),
  foreign key (tenant_id, author_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, approver_id) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.policy', versioned => false, privileges => 'select');
create index policy_author on access.policy (tenant_id, author_id) where author_id is not null;
create index policy_approver on access.policy (tenant_id, approver_id) where approver_id is not null;

create function access.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = 'FH006', message = 'versions of a policy are never changed or removed';
end $$;
create trigger refuse_change before update or delete on access.policy for each row execute function access.refuse_change();
create trigger refuse_truncate before truncate on access.policy for each statement execute function access.refuse_change();

-- A policy in the making; may be invalid. Not ledgered: it decides nothing, and each of its versions is as long as a policy.
create table access.draft (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  title text not null check (length(title) between 1 and 200),
  -- Of the policy that it began as; 0: there was none.
  base_version int not null check (base_version >= 0),
  document jsonb not null check (pg_column_size(document) <= 4194304),
  reason text check (length(reason) <= 2000),
  state text not null default 'draft' check (state in ('draft', 'waiting', 'saved', 'rejected', 'discarded')),
  author_id uuid,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) <= 2000),
  primary key (tenant_id, id),
  foreign key (tenant_id, author_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, decided_by) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.draft', ledgered => false, privileges => 'select');
create index draft_state on access.draft (tenant_id, state, updated_at desc);
create index draft_author on access.draft (tenant_id, author_id) where author_id is not null;
create index draft_decider on access.draft (tenant_id, decided_by) where decided_by is not null;

create table access.team (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text not null check (length(name) between 1 and 200),
  description text check (length(description) <= 2000),
  parent_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references access.team (tenant_id, id)
);
select tenancy.protect_table('access.team', privileges => 'select');
create unique index team_name on access.team (tenant_id, lower(name));
create index team_parent on access.team (tenant_id, parent_id) where parent_id is not null;

create table access.team_member (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  team_id uuid not null,
  member_id uuid not null,
  lead boolean not null default false,
  primary key (tenant_id, id),
  unique (tenant_id, team_id, member_id),
  foreign key (tenant_id, team_id) references access.team (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.team_member', versioned => false, privileges => 'select');
create index team_member_member on access.team_member (tenant_id, member_id);

create table access.territory (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text not null check (length(name) between 1 and 200),
  description text check (length(description) <= 2000),
  primary key (tenant_id, id)
);
select tenancy.protect_table('access.territory', privileges => 'select');
create unique index territory_name on access.territory (tenant_id, lower(name));

create table access.territory_member (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  territory_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, territory_id, member_id),
  foreign key (tenant_id, territory_id) references access.territory (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.territory_member', versioned => false, privileges => 'select');
create index territory_member_member on access.territory_member (tenant_id, member_id);

-- The hierarchy of places: what is set high counts below (SEN10). A kind may lie in its own or a larger one.
create table access.node (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('company', 'region', 'site', 'zone')),
  parent_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references access.node (tenant_id, id)
);
select tenancy.protect_table('access.node', privileges => 'select');
create unique index node_name on access.node (tenant_id, parent_id, lower(name)) nulls not distinct;

create table access.node_member (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  node_id uuid not null,
  member_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, node_id, member_id),
  foreign key (tenant_id, node_id) references access.node (tenant_id, id) on delete cascade,
  foreign key (tenant_id, member_id) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.node_member', versioned => false, privileges => 'select');
create index node_member_member on access.node_member (tenant_id, member_id);

-- A role given to a person or a team, perhaps for a place and what lies below it, perhaps for a time.
create table access.role_assignment (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- Of the policy's document, which may lose it: then it means nothing.
  role text not null check (role ~ '^[a-z][a-z0-9-]{0,59}$'),
  member_id uuid,
  team_id uuid,
  node_id uuid,
  expires_at timestamptz,
  primary key (tenant_id, id),
  constraint role_assignment_one_holder check (num_nonnulls(member_id, team_id) = 1),
  foreign key (tenant_id, member_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, team_id) references access.team (tenant_id, id) on delete cascade,
  foreign key (tenant_id, node_id) references access.node (tenant_id, id) on delete cascade
);
select tenancy.protect_table('access.role_assignment', versioned => false, privileges => 'select');
create unique index role_assignment_once on access.role_assignment (tenant_id, role, member_id, team_id, node_id) nulls not distinct;
create index role_assignment_member on access.role_assignment (tenant_id, member_id) where member_id is not null;
create index role_assignment_team on access.role_assignment (tenant_id, team_id) where team_id is not null;
create index role_assignment_node on access.role_assignment (tenant_id, node_id) where node_id is not null;

-- What rules may ask of a person beside roles and teams.
create table access.profile (
  tenant_id uuid not null,
  -- Of the member.
  id uuid not null,
  clearance text check (clearance in ('public', 'internal', 'confidential', 'restricted')),
  -- In the organization's time zone; an end before the start is on the next day.
  shift_start time(0),
  shift_end time(0),
  shift_days text[] check (shift_days <@ '{mon,tue,wed,thu,fri,sat,sun}'::text[] and cardinality(shift_days) > 0),
  primary key (tenant_id, id),
  constraint profile_whole_shift check (num_nonnulls(shift_start, shift_end, shift_days) in (0, 3)),
  foreign key (tenant_id, id) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.profile', privileges => 'select');

-- One record given to a person or a team. The application's own: a share is part of working with a record.
create table access.share (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- Singular, as in the ledger: `deal`.
  object text not null check (object ~ '^[a-z][a-z0-9_]{0,59}$'),
  record_id uuid not null,
  member_id uuid,
  team_id uuid,
  level text not null check (level in ('viewer', 'editor', 'admin', 'owner')),
  expires_at timestamptz,
  -- Null: the program.
  granted_by uuid,
  primary key (tenant_id, id),
  constraint share_one_holder check (num_nonnulls(member_id, team_id) = 1),
  foreign key (tenant_id, member_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, team_id) references access.team (tenant_id, id) on delete cascade,
  foreign key (tenant_id, granted_by) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.share');
create index share_record on access.share (tenant_id, object, record_id);
-- Also how a person's shared records are found.
create unique index share_member on access.share (tenant_id, member_id, object, record_id) where member_id is not null;
create unique index share_team on access.share (tenant_id, team_id, object, record_id) where team_id is not null;
create index share_granter on access.share (tenant_id, granted_by) where granted_by is not null;

-- Changes and states that somebody who answers for permissions should know of.
create table access.alert (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  detail jsonb not null default '{}' check (pg_column_size(detail) <= 65536),
  -- Null: the program.
  raised_by uuid,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, raised_by) references identity.member (tenant_id, id),
  foreign key (tenant_id, acknowledged_by) references identity.member (tenant_id, id)
);
select tenancy.protect_table('access.alert', privileges => 'select');
create index alert_open on access.alert (tenant_id, created_at desc) where acknowledged_at is null;
create index alert_raiser on access.alert (tenant_id, raised_by) where raised_by is not null;
create index alert_acknowledger on access.alert (tenant_id, acknowledged_by) where acknowledged_by is not null;

-- BEFORE, on what has a parent of its own kind: no cycles, at most 8 deep, and places in the order of their kinds. Under the exclusive
-- lock: two moves that are each right could make a cycle together. Raises 23514 with the name of the rule as the constraint.
create function access.check_tree() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  kinds text[] := '{company,region,site,zone}';
  above int;
  below int;
  cyclic boolean;
  ordered boolean := true;
  broken text;
begin
  perform tenancy.govern(new.tenant_id);
  -- One more than allowed, so that neither a cycle nor a depth from before is walked for ever.
  execute format($query$
    with recursive up as (
      select id, parent_id, 1 as steps from %1$s where tenant_id = $1 and id = $3
      union all select t.id, t.parent_id, up.steps + 1 from up join %1$s t on t.tenant_id = $1 and t.id = up.parent_id where up.steps < 9 and up.id <> $2),
    down as (
      select id, 1 as steps from %1$s where tenant_id = $1 and parent_id = $2
      union all select t.id, down.steps + 1 from down join %1$s t on t.tenant_id = $1 and t.parent_id = down.id where down.steps < 9)
    select (select coalesce(max(steps), 0) from up), (select coalesce(max(steps), 0) from down), (select coalesce(bool_or(id = $2), false) from up)$query$,
    tg_relid::regclass) into above, below, cyclic using new.tenant_id, new.id, new.parent_id;
  if tg_table_name = 'node' then
    execute format($query$
      select not exists (select from %1$s where tenant_id = $1 and id = $3 and array_position($4, kind) > array_position($4, $5))
        and not exists (select from %1$s where tenant_id = $1 and parent_id = $2 and array_position($4, kind) < array_position($4, $5))$query$,
      tg_relid::regclass) into ordered using new.tenant_id, new.id, new.parent_id, kinds, to_jsonb(new) ->> 'kind';
  end if;
  broken := case when cyclic or new.parent_id = new.id then 'cycle' when above + 1 + below > 8 then 'depth' when not ordered then 'kind_order' end;
  if broken is not null then
    raise exception using errcode = '23514', schema = tg_table_schema, table = tg_table_name, column = 'parent_id',
      constraint = format('%s_%s', tg_table_name, broken), message = format('the place of this %s breaks the rule "%s"', tg_table_name, broken);
  end if;
  return new;
end $$;
create trigger check_tree before insert or update of parent_id on access.team for each row execute function access.check_tree();
create trigger check_tree before insert or update of parent_id, kind on access.node for each row execute function access.check_tree();

do $$
declare found_table text;
begin
  -- All that a snapshot holds. Shares, drafts and alerts are read where they are needed.
  foreach found_table in array array['policy', 'team', 'team_member', 'territory_member', 'node', 'node_member', 'role_assignment', 'profile'] loop
    execute format('create trigger raise_access_revision after insert or update or delete on access.%I for each row execute function tenancy.raise_access_revision()', found_table);
  end loop;
  foreach found_table in array array['draft', 'team', 'team_member', 'territory', 'territory_member', 'node', 'node_member', 'role_assignment', 'profile', 'alert'] loop
    execute format('grant select, insert, update, delete on access.%I to freehold_control', found_table);
  end loop;
end $$;
grant select, insert on access.policy to freehold_control;
grant select on access.share to freehold_control;
revoke execute on all functions in schema access from public;
