-- Sealed tenant context (T1, T2). Threat model, limits and cost: docs/decisions/0002-sealed-context.md.
--
-- seal:   made by the server, HMAC-SHA-256 with a key that SQL cannot read; travels as a bound parameter only.
-- ticket: made by tenancy.enter() from a good seal, HMAC with a second key that never leaves the database; lives in a
--         transaction-local setting and is bound to this transaction's start, so that a copy is worthless anywhere else.
create schema tenancy;
grant usage on schema tenancy to freehold_app, freehold_control, freehold_jobs, freehold_ledger, freehold_index;

-- HMAC keys, already combined with the inner and outer pad (RFC 2104), so that a MAC is two sha256() calls and needs no extension.
create table tenancy.mac_key (
  key_id text primary key,
  purpose text not null check (purpose in ('seal', 'ticket')),
  inner_key bytea not null check (length(inner_key) = 64),
  outer_key bytea not null check (length(outer_key) = 64),
  created_at timestamptz not null default clock_timestamp()
);
create unique index mac_key_one_ticket on tenancy.mac_key (purpose) where purpose = 'ticket';

create function tenancy.pad_key(secret bytea, pad int) returns bytea
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare padded bytea := secret || decode(repeat('00', 64 - length(secret)), 'hex');
begin
  for i in 0..63 loop
    padded := set_byte(padded, i, get_byte(padded, i) # pad);
  end loop;
  return padded;
end $$;

create function tenancy.put_mac_key(id text, for_purpose text, secret bytea) returns void
language sql set search_path = pg_catalog, pg_temp as $$
  insert into tenancy.mac_key (key_id, purpose, inner_key, outer_key)
  values (id, for_purpose, tenancy.pad_key(secret, x'36'::int), tenancy.pad_key(secret, x'5c'::int))
  on conflict (key_id) do nothing
$$;

-- 256 bits from the server's strong random source; two v4 uuids carry 244 of them.
select tenancy.put_mac_key('ticket', 'ticket', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- The verified payload of this transaction's ticket: tenant|actor kind|actor id|request|operation|actor name.
-- Raises FH001 when there is none (T2: an error, never "all rows", never "no rows") and FH002 when it is not genuine.
-- STABLE, never IMMUTABLE: an immutable one leaks rows through cached plans.
create function tenancy.ticket() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  ticket text := current_setting('freehold.ticket', true);
  payload text := substr(ticket, 65);
  inside bytea;
  outside bytea;
begin
  if ticket is null or ticket = '' then
    raise exception using errcode = 'FH001', message = 'no organization context in this transaction',
      hint = 'Tenant tables are reached through tenantTx only.';
  end if;
  select k.inner_key, k.outer_key into inside, outside from tenancy.mac_key k where k.key_id = 'ticket';
  if left(ticket, 64) is distinct from encode(sha256(outside || sha256(inside || convert_to(payload || extract(epoch from now())::text, 'UTF8'))), 'hex') then
    raise exception using errcode = 'FH002', message = 'the organization context of this transaction is not genuine';
  end if;
  return payload;
end $$;

-- The organization of this transaction. Evaluated once per statement where the statement also names tenant_id.
-- The same check as ticket(), written out: a nested call costs 4 of 12 µs.
create function tenancy.current_tenant() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  ticket text := current_setting('freehold.ticket', true);
  inside bytea;
  outside bytea;
begin
  if ticket is null or ticket = '' then
    raise exception using errcode = 'FH001', message = 'no organization context in this transaction',
      hint = 'Tenant tables are reached through tenantTx only.';
  end if;
  select k.inner_key, k.outer_key into inside, outside from tenancy.mac_key k where k.key_id = 'ticket';
  if left(ticket, 64) is distinct from encode(sha256(outside || sha256(inside || convert_to(substr(ticket, 65) || extract(epoch from now())::text, 'UTF8'))), 'hex') then
    raise exception using errcode = 'FH002', message = 'the organization context of this transaction is not genuine';
  end if;
  return substr(ticket, 65, 36)::uuid;
end $$;

-- Takes a seal `mac ‖ key id|issued (ms)|payload` and gives this transaction its context. A seal is good for 30 s
-- around its issue, a context can be given once per transaction. Assignments, not PERFORM: they need no query.
create function tenancy.enter(seal text, read_only boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  signed text := substr(seal, 65);
  payload text := substr(signed, length(split_part(signed, '|', 1)) + length(split_part(signed, '|', 2)) + 3);
  seal_inside bytea; seal_outside bytea; ticket_inside bytea; ticket_outside bytea;
  done text := current_setting('freehold.ticket', true);
begin
  if done <> '' then
    raise exception using errcode = 'FH003', message = 'this transaction has an organization context already';
  end if;
  select s.inner_key, s.outer_key, t.inner_key, t.outer_key into seal_inside, seal_outside, ticket_inside, ticket_outside
  from tenancy.mac_key s, tenancy.mac_key t
  where s.key_id = split_part(signed, '|', 1) and s.purpose = 'seal' and t.key_id = 'ticket';
  if seal_inside is null
     or left(seal, 64) is distinct from encode(sha256(seal_outside || sha256(seal_inside || convert_to(signed, 'UTF8'))), 'hex') then
    raise exception using errcode = 'FH002', message = 'the seal is not genuine';
  end if;
  if abs(extract(epoch from now()) * 1000 - split_part(signed, '|', 2)::numeric) > 30000 then
    raise exception using errcode = 'FH004', message = 'the seal has expired',
      hint = 'The clocks of the server and the database differ, or the connection waited longer than 30 s.';
  end if;
  done := set_config('freehold.ticket', encode(sha256(ticket_outside || sha256(ticket_inside
    || convert_to(payload || extract(epoch from now())::text, 'UTF8'))), 'hex') || payload, true);
  if read_only then
    done := set_config('transaction_read_only', 'on', true);
  end if;
end $$;

-- uuid version 7 (RFC 9562): new rows land beside each other in every index. PostgreSQL 18 has uuidv7(), 15 to 17 do not.
create function tenancy.new_id() returns uuid
language sql volatile parallel safe set search_path = pg_catalog, pg_temp as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

revoke execute on all functions in schema tenancy from public;
grant execute on function tenancy.ticket(), tenancy.current_tenant(), tenancy.enter(text, boolean), tenancy.new_id()
  to freehold_app, freehold_control, freehold_jobs, freehold_ledger, freehold_index;
