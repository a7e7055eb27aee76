do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.pipeline'::regclass) then
    raise exception 'crm.pipeline is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.pipeline'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.pipeline lacks its version or ledger trigger';
  end if;
end $$;
do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.stage'::regclass) then
    raise exception 'crm.stage is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.stage'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.stage lacks its version or ledger trigger';
  end if;
end $$;
