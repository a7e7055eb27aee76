-- Permissions take effect at once (A9): one number per organization rises with every change of what decides, in the change's own
-- transaction. A seal carries the number that its operation decided by; enter() refuses one that is outdated (FH007).
--
-- Reading: the number is compared in the snapshot that is then read. Writing: the transaction first takes a shared lock on its
-- organization; whoever changes what decides takes the exclusive one. So a change waits for the writers that decided before it,
-- writers that come later see its number, and nothing decided before it is saved after it.
create table tenancy.access_revision (
  -- Not protected by row security: only the functions below and identity's role see it, and enter() asks in every transaction.
  tenant_id uuid primary key,
  revision bigint not null check (revision between 1 and 999999999999)
) with (fillfactor = 50);
grant select on tenancy.access_revision to freehold_control;

-- Takes the exclusive lock; before enter() where possible, since two that hold the shared one already would wait for each other.
-- 5 s: while it waits, new writers of the organization wait behind it. Raises 55P03 (lock_not_available).
create function tenancy.govern(tenant uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare usual text := current_setting('lock_timeout');
begin
  perform set_config('lock_timeout', '5s', true);
  perform pg_advisory_xact_lock(7420, hashtext(tenant::text));
  perform set_config('lock_timeout', usual, true);
end $$;

-- Row trigger, AFTER, on everything that decides. The argument 'gives': nobody loses anything by such a change, so nobody waits.
-- Once per transaction: the row that this transaction has written carries its id.
create function tenancy.raise_access_revision() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare tenant uuid;
begin
  if tg_table_schema = 'control' then
    tenant := new.id;
  else
    tenant := coalesce(new.tenant_id, old.tenant_id);
  end if;
  if tg_argv[0] is distinct from 'gives' then
    perform tenancy.govern(tenant);
  end if;
  insert into tenancy.access_revision as r (tenant_id, revision) values (tenant, 1)
    on conflict (tenant_id) do update set revision = r.revision + 1 where r.xmin <> pg_current_xact_id()::xid;
  return null;
end $$;

-- As in 0001, and: `mac (64 hex) ‖ key id (16)|issued (13 digits, ms)|revision (12 digits, or 12 dashes: bound by none)|payload`.
-- Statements of a volatile function see what was committed until they began: the comparison what was until the lock was given.
create or replace function tenancy.enter(seal text, read_only boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  sealed bytea := textsend(seal);
  done text;
begin
  if ((substr(sealed, 1, 64) = textsend(encode(sha256(tenancy.seal_outer() || sha256(tenancy.seal_inner() || substr(sealed, 65))), 'hex')) or tenancy.is_sealed(seal))
      and coalesce(current_setting('freehold.ticket', true), '') = ''
      and abs(date_part('epoch', now()) - encode(substr(sealed, 82, 13), 'escape')::float8 / 1000) <= 30) is not true then
    perform tenancy.refuse_seal(seal);
  end if;
  done := set_config('freehold.ticket', encode(sha256(tenancy.ticket_key() || substr(sealed, 109) || timestamptz_send(now()) || tenancy.ticket_key()), 'hex') || convert_from(substr(sealed, 109), 'UTF8'), true)
    || case when read_only then set_config('transaction_read_only', 'on', true)
       else pg_advisory_xact_lock_shared(7420, hashtext(encode(substr(sealed, 109, 36), 'escape')))::text end;
  if substr(sealed, 96, 12) <> '------------' and encode(substr(sealed, 96, 12), 'escape')::bigint <> coalesce(
      (select r.revision from tenancy.access_revision r where r.tenant_id = encode(substr(sealed, 109, 36), 'escape')::uuid), 0) then
    raise exception using errcode = 'FH007', message = 'the permissions of this organization have changed';
  end if;
end $$;

revoke execute on function tenancy.govern(uuid), tenancy.raise_access_revision() from public;
grant execute on function tenancy.govern(uuid) to freehold_control;

-- Part of what decides: rules about the time of day mean the organization's.
create trigger raise_access_revision after update on control.organization for each row
  when (old.time_zone is distinct from new.time_zone)
  execute function tenancy.raise_access_revision();
