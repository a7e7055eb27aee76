do $$ begin
  if has_table_privilege('freehold_app', 'tenancy.mac_key', 'select') or has_table_privilege('freehold_control', 'tenancy.mac_key', 'select') then
    raise exception 'the context keys can be read';
  end if;
  if (select count(*) from tenancy.mac_key where purpose = 'ticket') <> 1 then
    raise exception 'there is no ticket key';
  end if;
  begin
    perform tenancy.current_tenant();
    raise exception 'a missing context was not refused';
  exception when sqlstate 'FH001' then null;
  end;
end $$;
