do $$ begin
  if has_table_privilege('freehold_app', 'ledger.entry', 'insert, update, delete, truncate') then
    raise exception 'the application can write the ledger';
  end if;
  if (select pg_get_userbyid(proowner) from pg_proc where oid = 'ledger.record()'::regprocedure) <> 'freehold_ledger' then
    raise exception 'the ledger writer does not belong to freehold_ledger';
  end if;
end $$;
