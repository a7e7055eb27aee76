do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.deal'::regclass) then
    raise exception 'crm.deal is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.deal'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.deal lacks its version or ledger trigger';
  end if;
  if (select proowner::regrole::text from pg_proc where oid = 'crm.deal_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.deal_matching does not belong to freehold_index';
  end if;
end $$;
