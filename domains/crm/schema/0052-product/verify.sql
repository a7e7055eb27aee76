do $$
begin
  perform tenancy.assert_protected('crm.product');
  if (select proowner::regrole::text from pg_proc where oid = 'crm.product_matching(text, text, text, int)'::regprocedure) <> 'freehold_index' then
    raise exception 'crm.product_matching does not belong to freehold_index';
  end if;
end $$;
