do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.note'::regclass) then
    raise exception 'crm.note is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.note'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.note lacks its version or ledger trigger';
  end if;
end $$;
