create table tenancy.verify_good (tenant_id uuid, id uuid, note text, primary key (tenant_id, id));
create table tenancy.verify_bad (tenant_id uuid, id uuid primary key, note text);
do $$ begin
  perform tenancy.protect_table('tenancy.verify_good', ledgered => false);
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'tenancy.verify_good'::regclass) then
    raise exception 'protect_table did not force row security';
  end if;
  begin
    perform tenancy.protect_table('tenancy.verify_bad', ledgered => false);
    raise exception 'protect_table accepted a primary key without the tenant' using errcode = 'FH999';
  exception when raise_exception then null;
  end;
end $$;
drop table tenancy.verify_good, tenancy.verify_bad;
