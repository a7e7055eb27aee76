-- All that a tenant table needs, in one line (T1, T5, L1): select tenancy.protect_table('crm.deal').

-- Row triggers, BEFORE: what identifies a row never changes; versions and times are the database's.
create function tenancy.keep_row() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.tenant_id is distinct from old.tenant_id or new.id is distinct from old.id) then
    raise exception using errcode = 'FH005', message = 'tenant_id and id of a row never change';
  end if;
  return new;
end $$;

create function tenancy.keep_version() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.version := 1;
    new.created_at := clock_timestamp();
    new.updated_at := new.created_at;
    return new;
  end if;
  if new.tenant_id is distinct from old.tenant_id or new.id is distinct from old.id then
    raise exception using errcode = 'FH005', message = 'tenant_id and id of a row never change';
  end if;
  new.version := old.version + 1;
  new.created_at := old.created_at;
  new.updated_at := clock_timestamp();
  return new;
end $$;

-- Refuses a key or reference that leaves the tenant out: it would tell one organization about another (T5).
create function tenancy.assert_tenant_keys(target regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  tenant smallint := (select attnum from pg_attribute where attrelid = target and attname = 'tenant_id' and atttypid = 'uuid'::regtype);
  culprit text;
begin
  if tenant is null then
    raise exception 'table % has no column tenant_id uuid', target;
  end if;
  if not exists (select from pg_index where indrelid = target and indisprimary) then
    raise exception 'table % has no primary key', target;
  end if;
  select i.indexrelid::regclass::text into culprit from pg_index i
    where i.indrelid = target and i.indisunique and not tenant = any (i.indkey::smallint[]) limit 1;
  if culprit is not null then
    raise exception 'unique index % of % leaves out tenant_id', culprit, target;
  end if;
  select c.conname into culprit from pg_constraint c
    where c.conrelid = target and c.contype = 'f' and not tenant = any (c.conkey)
      and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'tenant_id' and not a.attisdropped) limit 1;
  if culprit is not null then
    raise exception 'foreign key % of % leaves out tenant_id', culprit, target;
  end if;
end $$;

-- target: the table. versioned: has version, created_at, updated_at (added where missing). ledgered: changes are recorded.
-- privileges: what the application may do with its own organization's rows.
create function tenancy.protect_table(
  target regclass, versioned boolean default true, ledgered boolean default true,
  privileges text default 'select, insert, update, delete'
) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform tenancy.assert_tenant_keys(target);
  execute format('alter table %s alter tenant_id set not null, alter tenant_id set default tenancy.current_tenant()', target);
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_isolation on %s using (tenant_id = tenancy.current_tenant()) with check (tenant_id = tenancy.current_tenant())', target);
  execute format('revoke all on %s from public', target);
  execute format('grant %s on %s to freehold_app', privileges, target);
  if versioned then
    execute format('alter table %s add if not exists version int not null default 1, add if not exists created_at timestamptz not null default clock_timestamp(), add if not exists updated_at timestamptz not null default clock_timestamp()', target);
    execute format('create trigger keep_version before insert or update on %s for each row execute function tenancy.keep_version()', target);
  else
    execute format('create trigger keep_row before update on %s for each row execute function tenancy.keep_row()', target);
  end if;
  if ledgered then
    execute format('create trigger ledger_insert after insert on %s referencing new table as new_rows for each statement execute function ledger.record()', target);
    execute format('create trigger ledger_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function ledger.record()', target);
    execute format('create trigger ledger_delete after delete on %s referencing old table as old_rows for each statement execute function ledger.record()', target);
  end if;
end $$;

-- For verify.sql: raises unless the table is what protect_table makes of it.
create function tenancy.assert_protected(target regclass, versioned boolean default true, ledgered boolean default true) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  wanted text[] := array[case when versioned then 'keep_version' else 'keep_row' end]
    || case when ledgered then '{ledger_insert,ledger_update,ledger_delete}'::text[] else '{}' end;
begin
  perform tenancy.assert_tenant_keys(target);
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = target)
     or not exists (select from pg_policy where polrelid = target and polname = 'tenant_isolation') then
    raise exception '% is not under forced row security', target;
  end if;
  if (select count(*) from pg_trigger where tgrelid = target and tgname = any (wanted)) <> cardinality(wanted) then
    raise exception '% lacks one of the triggers %', target, wanted;
  end if;
end $$;

-- Hands a SECURITY DEFINER function to a role that nobody can log in as, which may create nothing afterwards.
create function tenancy.give_function(target regprocedure, new_owner regrole) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare home regnamespace := (select pronamespace from pg_proc where oid = target);
begin
  execute format('grant create on schema %s to %s', home, new_owner);
  execute format('alter function %s owner to %s', target, new_owner);
  execute format('revoke create on schema %s from %s', home, new_owner);
end $$;
revoke execute on function tenancy.give_function(regprocedure, regrole), tenancy.assert_protected(regclass, boolean, boolean), tenancy.keep_row(), tenancy.keep_version(), tenancy.assert_tenant_keys(regclass), tenancy.protect_table(regclass, boolean, boolean, text) from public;
