-- One number that rises whenever something changes that a remembered session says: ended, moved, another role, disabled.
-- A process may trust what it remembers only while this number stands still (session-cache.ts); the change itself raises it,
-- in its own transaction, so both become visible at the same moment, whoever made it and by whatever path.
-- Not NOTIFY: that takes a connection of its own, fails silently behind a pooler, and locks all commits.
create table control.session_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
) with (fillfactor = 10);
insert into control.session_revision (revision) values (1);
grant select on control.session_revision to freehold_control;

-- SECURITY DEFINER: a change raises the number whatever role makes it.
create function control.raise_session_revision() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update control.session_revision set revision = revision + 1;
  return null;
end $$;
revoke execute on function control.raise_session_revision() from public;

-- Deferred: the row is locked last, at commit, so that nobody who holds it waits for anything else.
create constraint trigger raise_revision after update on control.session deferrable initially deferred for each row
  when ((old.revoked_at, old.tenant_id, old.user_id, old.expires_at, old.token_hash) is distinct from (new.revoked_at, new.tenant_id, new.user_id, new.expires_at, new.token_hash))
  execute function control.raise_session_revision();
create constraint trigger raise_revision_delete after delete on control.session deferrable initially deferred for each row
  when (old.revoked_at is null and old.expires_at > now())
  execute function control.raise_session_revision();
create constraint trigger raise_revision after update on control.organization deferrable initially deferred for each row
  when (old.slug is distinct from new.slug)
  execute function control.raise_session_revision();
create constraint trigger raise_revision after update on identity.member deferrable initially deferred for each row
  when ((old.user_id is not null or new.user_id is not null)
    and (old.user_id, old.role, old.status, old.name) is distinct from (new.user_id, new.role, new.status, new.name))
  execute function control.raise_session_revision();
create constraint trigger raise_revision_delete after delete on identity.member deferrable initially deferred for each row
  when (old.user_id is not null)
  execute function control.raise_session_revision();
