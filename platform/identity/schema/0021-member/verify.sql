do $$ begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'identity.member'::regclass) then
    raise exception 'identity.member is not under forced row security';
  end if;
  if (select count(*) from pg_policy where polrelid = 'identity.member'::regclass and not polpermissive) <> 3 then
    raise exception 'the tenant role is not held to the directory';
  end if;
  if has_table_privilege('freehold_control', 'identity.member', 'delete') then
    raise exception 'control may remove members';
  end if;
  if (select count(*) from pg_trigger where tgrelid = 'identity.member'::regclass and tgname in ('keep_version', 'ledger_insert')) <> 2 then
    raise exception 'identity.member lacks version or ledger';
  end if;
end $$;
