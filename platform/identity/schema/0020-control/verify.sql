do $$
declare
  found_role text;
  found_table text;
begin
  foreach found_role in array array['freehold_app', 'freehold_jobs', 'freehold_ledger', 'freehold_index', 'public'] loop
    if has_schema_privilege(found_role, 'control', 'usage') then
      raise exception '% can name the tables of users and sessions', found_role;
    end if;
  end loop;
  foreach found_table in array array['organization', 'user', 'credential', 'membership', 'session', 'invitation', 'attempt'] loop
    if not has_table_privilege('freehold_control', format('control.%I', found_table), 'select, insert, update, delete') then
      raise exception 'freehold_control cannot use control.%', found_table;
    end if;
  end loop;
end $$;
