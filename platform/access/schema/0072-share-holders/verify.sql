select tenancy.assert_protected('access.share_holder', versioned => false, ledgered => false);
do $$ begin
  if has_table_privilege('freehold_app', 'access.share_holder', 'insert') then
    raise exception 'the application can make holders of shares by hand';
  end if;
end $$;
