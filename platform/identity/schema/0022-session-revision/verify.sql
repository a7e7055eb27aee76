do $$
declare
  person uuid := tenancy.new_id();
  before bigint := (select revision from control.session_revision);
begin
  insert into control."user" (id, name, email) values (person, 'Verify', 'verify@migration.invalid');
  insert into control.session (token_hash, user_id, idle_expires_at, expires_at)
    values (sha256('verify'), person, now() + interval '1 minute', now() + interval '1 minute');
  update control.session set last_seen_at = now() where user_id = person;
  set constraints all immediate;
  if (select revision from control.session_revision) <> before then
    raise exception 'being seen raised the revision';
  end if;
  update control.session set revoked_at = now() where user_id = person;
  if (select revision from control.session_revision) <= before then
    raise exception 'an ended session did not raise the revision';
  end if;
  delete from control."user" where id = person;
  set constraints all deferred;
  if has_table_privilege('freehold_control', 'control.session_revision', 'update') then
    raise exception 'the revision can be set by hand';
  end if;
  if (select count(*) from pg_trigger where tgname like 'raise_revision%' and tgdeferrable and tginitdeferred) <> 5 then
    raise exception 'a change that ends sessions does not raise the revision';
  end if;
end $$;
