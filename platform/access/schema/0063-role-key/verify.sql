do $$ begin
  if not exists (select from pg_constraint where conrelid = 'access.role_assignment'::regclass and conname = 'role_assignment_role_check'
      and convalidated and pg_get_constraintdef(oid) like '%[a-z0-9][a-z0-9-]%') then
    raise exception 'a role whose key begins with a digit cannot be given';
  end if;
end $$;
