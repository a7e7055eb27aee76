do $$
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'crm.product'::regclass) then
    raise exception 'crm.product is not protected';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'crm.product'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'crm.product lacks its version or ledger trigger';
  end if;
  if (select proowner::regrole::text from pg_proc where oid = 'crm.product_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.product_matching does not belong to freehold_index';
  end if;
end $$;
