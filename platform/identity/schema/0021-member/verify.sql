do $$ begin
  perform tenancy.assert_protected('identity.member');
  if (select count(*) from pg_policy where polrelid = 'identity.member'::regclass and not polpermissive) <> 3 then
    raise exception 'the tenant role is not held to the directory';
  end if;
  if has_table_privilege('freehold_control', 'identity.member', 'delete') then
    raise exception 'control may remove members';
  end if;
end $$;
