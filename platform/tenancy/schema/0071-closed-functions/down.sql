create or replace function tenancy.give_function(target regprocedure, new_owner regrole) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare home regnamespace := (select pronamespace from pg_proc where oid = target);
begin
  execute format('grant create on schema %s to %s', home, new_owner);
  execute format('alter function %s owner to %s', target, new_owner);
  execute format('revoke create on schema %s from %s', home, new_owner);
end $$;
