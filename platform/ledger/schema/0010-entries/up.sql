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
  primary key (tenant_id, id)
);
create index entry_record on ledger.entry (tenant_id, object, record_id, id desc);
create index entry_latest on ledger.entry (tenant_id, at desc, id desc);
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

-- A row trigger, not a statement trigger with transition tables: it also works on the shards of a distributed table (T13).
create function ledger.record() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- tenant|actor kind|actor id|request|operation|actor name
  part text[] := regexp_split_to_array(tenancy.ticket(), '\|');
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - '{tenant_id,id,version,created_at,updated_at}'::text[] end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - '{tenant_id,id,version,created_at,updated_at}'::text[] end;
  action text;
begin
  if part[1]::uuid is distinct from (case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end) then
    raise exception using errcode = 'FH002', message = 'the row belongs to another organization than the context';
  end if;
  if tg_op = 'INSERT' then
    action := 'created';
    new_row := jsonb_strip_nulls(new_row);
  elsif tg_op = 'DELETE' then
    action := case when old_row ? 'deleted_at' then 'purged' else 'deleted' end;
    old_row := jsonb_strip_nulls(old_row);
  else
    select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) into old_row, new_row
    from jsonb_each(old_row) o join jsonb_each(new_row) n on n.key = o.key and n.value is distinct from o.value;
    if old_row is null then
      return null;
    end if;
    action := case
      when not old_row ? 'deleted_at' then 'updated'
      when old_row -> 'deleted_at' = 'null' then 'deleted'
      when new_row -> 'deleted_at' = 'null' then 'restored'
      else 'updated' end;
  end if;
  insert into ledger.entry (tenant_id, actor_kind, actor_id, actor_name, request_id, operation_id, action, object, record_id, before, after)
  values (
    part[1]::uuid, part[2], nullif(part[3], '')::uuid, array_to_string(part[6:], '|'), part[4], nullif(part[5], '')::uuid,
    action, tg_table_name, case when tg_op = 'DELETE' then old.id else new.id end, old_row, new_row
  );
  return null;
end $$;
select tenancy.give_function('ledger.record()', 'freehold_ledger');
revoke execute on function ledger.record(), ledger.refuse_change() from public;
