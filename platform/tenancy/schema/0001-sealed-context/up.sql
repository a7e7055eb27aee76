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

-- IMMUTABLE, and so folded into the plans of the functions below: one look into the table per session instead of 3.5 to 5 µs per
-- call. Nobody may call them but the owner of those functions. A new key counts from the next session on, and is found
-- in the table until then.
create function tenancy.ticket_key() returns bytea
language sql immutable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select inner_key from tenancy.mac_key where key_id = 'ticket'
$$;
create function tenancy.seal_inner() returns bytea
language sql immutable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select inner_key from tenancy.mac_key where purpose = 'seal' order by created_at desc limit 1
$$;
create function tenancy.seal_outer() returns bytea
language sql immutable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select outer_key from tenancy.mac_key where purpose = 'seal' order by created_at desc limit 1
$$;

-- What each function does first costs about 1 µs per expression and transaction (measured: expressions are prepared anew in
-- each transaction), hence few and long ones. Bytes, not text: finding the 65th character of a text walks over 64.

-- Says why a context is refused. FH001: there is none (T2: an error, never "all rows", never "no rows"). FH002: it is not genuine.
create function tenancy.refuse_context(ticket bytea) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if ticket = '' then
    raise exception using errcode = 'FH001', message = 'no organization context in this transaction',
      hint = 'Tenant tables are reached through tenantTx only.';
  end if;
  raise exception using errcode = 'FH002', message = 'the organization context of this transaction is not genuine';
end $$;

-- The verified payload of this transaction's ticket: tenant|actor kind|actor id|request|operation|actor name.
-- The MAC has the key on both sides of a message that ends with this transaction's start.
-- STABLE, never IMMUTABLE: an immutable one leaks rows through cached plans.
create function tenancy.ticket() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  ticket bytea := textsend(coalesce(current_setting('freehold.ticket', true), ''));
begin
  if substr(ticket, 1, 64) is distinct from textsend(encode(sha256(tenancy.ticket_key() || substr(ticket, 65) || timestamptz_send(now()) || tenancy.ticket_key()), 'hex')) then
    perform tenancy.refuse_context(ticket);
  end if;
  return convert_from(substr(ticket, 65), 'UTF8');
end $$;

-- The organization of this transaction. Evaluated once per statement where the statement also names tenant_id.
-- The same check as ticket(), written out: a nested call costs as much again.
create function tenancy.current_tenant() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  ticket bytea := textsend(coalesce(current_setting('freehold.ticket', true), ''));
begin
  if substr(ticket, 1, 64) is distinct from textsend(encode(sha256(tenancy.ticket_key() || substr(ticket, 65) || timestamptz_send(now()) || tenancy.ticket_key()), 'hex')) then
    perform tenancy.refuse_context(ticket);
  end if;
  return encode(substr(ticket, 65, 36), 'escape')::uuid;
end $$;

-- Another server's key than the newest, or no genuine seal.
create function tenancy.is_sealed(seal text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from tenancy.mac_key k where k.purpose = 'seal' and k.key_id = substr(seal, 65, 16)
      and left(seal, 64) = encode(sha256(k.outer_key || sha256(k.inner_key || textsend(substr(seal, 65)))), 'hex'))
$$;

create function tenancy.refuse_seal(seal text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not tenancy.is_sealed(seal) then
    raise exception using errcode = 'FH002', message = 'the seal is not genuine';
  elsif current_setting('freehold.ticket', true) <> '' then
    raise exception using errcode = 'FH003', message = 'this transaction has an organization context already';
  end if;
  raise exception using errcode = 'FH004', message = 'the seal has expired',
    hint = 'The clocks of the server and the database differ, or the connection waited longer than 30 s.';
end $$;

-- Takes a seal, `mac (64 hex) ‖ key id (16)|issued (13 digits, ms)|payload`, and gives this transaction its context.
-- A seal is good for 30 s around its issue, a context can be given once per transaction.
create function tenancy.enter(seal text, read_only boolean) returns void
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
  done := set_config('freehold.ticket', encode(sha256(tenancy.ticket_key() || substr(sealed, 96) || timestamptz_send(now()) || tenancy.ticket_key()), 'hex') || convert_from(substr(sealed, 96), 'UTF8'), true)
    || case when read_only then set_config('transaction_read_only', 'on', true) else '' end;
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
