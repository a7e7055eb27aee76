-- Functions that were handed to a role nobody can log in as could be executed by everybody: what was revoked and granted after the
-- handing over came from somebody who no longer owned them, and had no effect. They verify the organization themselves, so nothing
-- could be read by it; but closed means closed.

-- Before the handing over: nobody may execute it but the application, and a trigger function not even that.
create or replace function tenancy.give_function(target regprocedure, new_owner regrole) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare home regnamespace := (select pronamespace from pg_proc where oid = target);
begin
  execute format('revoke execute on function %s from public', target);
  if (select prorettype from pg_proc where oid = target) <> 'trigger'::regtype then
    execute format('grant execute on function %s to freehold_app', target);
  end if;
  execute format('grant create on schema %s to %s', home, new_owner);
  execute format('alter function %s owner to %s', target, new_owner);
  execute format('revoke create on schema %s from %s', home, new_owner);
end $$;

do $$
declare
  migrator name := current_user;
  given record;
begin
  for given in
    select oid::regprocedure as target, proowner::regrole as owner, prorettype = 'trigger'::regtype as is_trigger
    from pg_proc where proowner in ('freehold_index'::regrole, 'freehold_ledger'::regrole)
  loop
    execute format('set local role %s', given.owner);
    execute format('revoke execute on function %s from public', given.target);
    if not given.is_trigger then
      execute format('grant execute on function %s to freehold_app', given.target);
    end if;
    execute format('set local role %I', migrator);
  end loop;
end $$;
