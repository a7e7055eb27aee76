do $$
begin
  perform tenancy.assert_protected('crm.deal');
  if (select proowner::regrole::text from pg_proc where oid = 'crm.deal_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.deal_matching does not belong to freehold_index';
  end if;
end $$;
