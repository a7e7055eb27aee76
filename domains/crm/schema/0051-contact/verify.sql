do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.contact'::regclass) then
    raise exception 'crm.contact is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.contact'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.contact lacks its version or ledger trigger';
  end if;
  if (select proowner::regrole::text from pg_proc where oid = 'crm.contact_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.contact_matching does not belong to freehold_index';
  end if;
end $$;
