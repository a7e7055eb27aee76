-- What happened: who, what, before, after, when, in the same transaction as the change (L1, L3). Written by trigger only.
create schema ledger;
grant usage on schema ledger to freehold_app, freehold_control, freehold_ledger;

create table ledger.entry (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  at timestamptz not null default clock_timestamp(),
  -- Order that a reader with a horizon can trust: below pg_snapshot_xmin() nothing can appear any more.
  xid xid8 not null default pg_current_xact_id(),
  actor_kind text not null check (actor_kind in ('member', 'system')),
  actor_id uuid,
  -- The name of that time: people rename themselves, history does not.
  actor_name text not null,
  request_id text not null,
  -- The import or bulk change this belongs to; undo finds its entries by it.
  operation_id uuid,
  action text not null check (action in ('created', 'updated', 'deleted', 'restored', 'purged')),
  object text not null,
  record_id uuid not null,
  before jsonb,
  after jsonb,
  -- Ids are in the order of time: the latest entries of an organization are at the end of the key.
  primary key (tenant_id, id)
);
create index entry_record on ledger.entry (tenant_id, object, record_id, id desc);
create index entry_operation on ledger.entry (tenant_id, operation_id, id) where operation_id is not null;
select tenancy.protect_table('ledger.entry', versioned => false, ledgered => false, privileges => 'select');
grant insert on ledger.entry to freehold_ledger;

-- By grant and by trigger: not even the owner changes or removes an entry by a plain statement (L4).
create function ledger.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using errcode = 'FH006', message = 'ledger entries are never changed or removed';
end $$;
create trigger refuse_change before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.entry for each statement execute function ledger.refuse_change();

-- The writer has checked the organization itself; the policy's check would verify the context once more for each row.
create policy writer on ledger.entry for insert to freehold_ledger with check (true);

-- Runs once per statement over all its rows (transition tables): an import of 500 rows verifies the context once and writes its
-- entries with one insert. A row trigger took 80 to 100 µs a row, more than the row itself with its indexes.
create function ledger.record() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- tenant|actor kind|actor id|request|operation|actor name
  part text[];
  tenant uuid;
  operation uuid;
  actor uuid;
  actor_name text;
  foreign_row boolean;
  -- What the row's own columns already say, or what changes with every change.
  skipped text[] := '{tenant_id,id,version,created_at,updated_at}';
begin
  if tg_op = 'DELETE' then
    select bool_or(r.tenant_id is distinct from left(tenancy.ticket(), 36)::uuid) into foreign_row from old_rows r;
  else
    select bool_or(r.tenant_id is distinct from left(tenancy.ticket(), 36)::uuid) into foreign_row from new_rows r;
  end if;
  if foreign_row is null then
    return null;
  elsif foreign_row then
    raise exception using errcode = 'FH002', message = 'a row belongs to another organization than the context';
  end if;
  part := string_to_array(tenancy.ticket(), '|');
  tenant := part[1]::uuid;
  actor := nullif(part[3], '')::uuid;
  operation := nullif(part[5], '')::uuid;
  actor_name := array_to_string(part[6:], '|');
  if tg_op = 'INSERT' then
    insert into ledger.entry (tenant_id, actor_kind, actor_id, actor_name, request_id, operation_id, action, object, record_id, after)
    select tenant, part[2], actor, actor_name, part[4], operation, 'created', tg_table_name, n.id, jsonb_strip_nulls(to_jsonb(n) - skipped)
    from new_rows n;
  elsif tg_op = 'DELETE' then
    insert into ledger.entry (tenant_id, actor_kind, actor_id, actor_name, request_id, operation_id, action, object, record_id, before)
    select tenant, part[2], actor, actor_name, part[4], operation,
      case when to_jsonb(o) ? 'deleted_at' then 'purged' else 'deleted' end, tg_table_name, o.id, jsonb_strip_nulls(to_jsonb(o) - skipped)
    from old_rows o;
  else
    insert into ledger.entry (tenant_id, actor_kind, actor_id, actor_name, request_id, operation_id, action, object, record_id, before, after)
    select tenant, part[2], actor, actor_name, part[4], operation,
      case
        when not c.before ? 'deleted_at' then 'updated'
        when c.before -> 'deleted_at' = 'null' then 'deleted'
        when c.after -> 'deleted_at' = 'null' then 'restored'
        else 'updated' end,
      tg_table_name, o.id, c.before, c.after
    from old_rows o join new_rows n on n.id = o.id
    cross join lateral (
      select jsonb_object_agg(a.key, a.value) as before, jsonb_object_agg(a.key, b.value) as after
      from jsonb_each(to_jsonb(o) - skipped) a join jsonb_each(to_jsonb(n) - skipped) b on b.key = a.key and b.value is distinct from a.value
    ) c
    where c.before is not null;
  end if;
  return null;
end $$;
select tenancy.give_function('ledger.record()', 'freehold_ledger');
revoke execute on function ledger.record(), ledger.refuse_change() from public;
