do $$
declare open regprocedure;
begin
  select p.oid::regprocedure into open from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  where p.proowner in ('freehold_index'::regrole, 'freehold_ledger'::regrole) and a.grantee = 0 limit 1;
  if open is not null then
    raise exception 'everybody may execute %', open;
  end if;
end $$;
