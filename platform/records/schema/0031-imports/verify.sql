do $$
declare name text;
begin
  foreach name in array array['import', 'import_chunk', 'import_progress', 'import_failure', 'import_link', 'import_mapping'] loop
    perform tenancy.assert_protected(('records.' || name)::regclass, versioned => name in ('import', 'import_mapping'), ledgered => name = 'import');
    if not has_table_privilege('freehold_app', 'records.' || name, 'select, insert, update, delete') then
      raise exception 'freehold_app cannot use records.%', name;
    end if;
  end loop;
end $$;
