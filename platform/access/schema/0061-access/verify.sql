do $$
declare found_table text;
begin
  foreach found_table in array array['team', 'territory', 'node', 'profile', 'share', 'alert'] loop
    perform tenancy.assert_protected(format('access.%I', found_table));
  end loop;
  foreach found_table in array array['policy', 'team_member', 'territory_member', 'node_member', 'role_assignment'] loop
    perform tenancy.assert_protected(format('access.%I', found_table), versioned => false);
  end loop;
  perform tenancy.assert_protected('access.draft', ledgered => false);
  foreach found_table in array array['policy', 'draft', 'team', 'team_member', 'territory', 'territory_member', 'node', 'node_member', 'role_assignment', 'profile', 'alert'] loop
    if has_table_privilege('freehold_app', format('access.%I', found_table), 'insert, update, delete') then
      raise exception 'the application can write access.%', found_table;
    end if;
    if not has_table_privilege('freehold_control', format('access.%I', found_table), 'select, insert') then
      raise exception 'freehold_control cannot write access.%', found_table;
    end if;
  end loop;
  if has_table_privilege('freehold_control', 'access.policy', 'update, delete, truncate') then
    raise exception 'versions of a policy can be changed';
  end if;
  if (select count(*) from pg_trigger where tgname = 'raise_access_revision' and tgrelid::regclass::text like 'access.%') <> 8 then
    raise exception 'a change of what decides does not raise the revision';
  end if;
end $$;
