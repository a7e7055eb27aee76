do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.setting'::regclass) then
    raise exception 'crm.setting is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.setting'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.setting lacks its version or ledger trigger';
  end if;
end $$;
