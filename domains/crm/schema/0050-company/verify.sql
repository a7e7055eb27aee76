do $$
begin
  perform tenancy.assert_protected('crm.company');
  if (select proowner::regrole::text from pg_proc where oid = 'crm.company_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.company_matching does not belong to freehold_index';
  end if;
end $$;
