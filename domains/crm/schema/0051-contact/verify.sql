do $$
begin
  perform tenancy.assert_protected('crm.contact');
  if (select proowner::regrole::text from pg_proc where oid = 'crm.contact_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.contact_matching does not belong to freehold_index';
  end if;
end $$;
