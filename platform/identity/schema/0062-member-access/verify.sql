do $$ begin
  if (select count(*) from pg_constraint where conname in ('member_role_check', 'invitation_role_check') and convalidated
      and pg_get_constraintdef(oid) like '%guest%') <> 2 then
    raise exception 'there can be no guests';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'identity.member'::regclass and tgname like 'raise_access_revision%') <> 4 then
    raise exception 'a change of a member does not raise the revision';
  end if;
end $$;
