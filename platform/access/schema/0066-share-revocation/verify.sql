do $$ begin
  if not has_table_privilege('freehold_control', 'access.share', 'delete') or has_table_privilege('freehold_control', 'access.share', 'insert') then
    raise exception 'freehold_control takes shares back and gives none';
  end if;
end $$;
