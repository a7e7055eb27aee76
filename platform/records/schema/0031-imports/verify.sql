do $$
declare name text;
begin
  foreach name in array array['import', 'import_chunk', 'import_progress', 'import_failure', 'import_link', 'import_mapping'] loop
    if not exists (select from pg_class where oid = to_regclass('records.' || name) and relrowsecurity and relforcerowsecurity) then
      raise exception 'records.% is missing or not under row security', name;
    end if;
    if not has_table_privilege('freehold_app', 'records.' || name, 'select, insert, update, delete') then
      raise exception 'freehold_app cannot use records.%', name;
    end if;
  end loop;
  if not exists (select from pg_trigger where tgrelid = 'records.import'::regclass and tgname = 'ledger_insert') then
    raise exception 'changes of records.import are not recorded';
  end if;
end $$;
