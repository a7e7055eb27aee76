drop trigger raise_access_revision on control.organization;
drop function tenancy.raise_access_revision();
drop function tenancy.govern(uuid);
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
  done := set_config('freehold.ticket', encode(sha256(tenancy.ticket_key() || substr(sealed, 96) || timestamptz_send(now()) || tenancy.ticket_key()), 'hex') || convert_from(substr(sealed, 96), 'UTF8'), true)
    || case when read_only then set_config('transaction_read_only', 'on', true) else '' end;
end $$;
drop table tenancy.access_revision;
