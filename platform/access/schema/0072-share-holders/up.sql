-- Who was ever given a record in particular: members and teams. Most people never are, and what is decided for them then asks for no
-- shares at all: lists keep the statement that one would write by hand, and a viewer is told at once that he may change nothing.
-- A holder stays one when the share ends; that only costs the question.
create table access.share_holder (
  tenant_id uuid not null,
  -- Of the member or the team.
  id uuid not null,
  primary key (tenant_id, id)
);
select tenancy.protect_table('access.share_holder', versioned => false, ledgered => false, privileges => 'select');
grant select on access.share_holder to freehold_control;

alter table access.share no force row level security;
alter table access.share_holder no force row level security;
insert into access.share_holder (tenant_id, id) select distinct tenant_id, coalesce(member_id, team_id) from access.share;
alter table access.share force row level security;
alter table access.share_holder force row level security;

-- SECURITY DEFINER: nobody writes the table but by sharing.
create function access.note_share_holder() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.share_holder (tenant_id, id) values (new.tenant_id, coalesce(new.member_id, new.team_id)) on conflict do nothing;
  return null;
end $$;
revoke execute on function access.note_share_holder() from public;
create trigger note_share_holder after insert or update of member_id, team_id on access.share
  for each row execute function access.note_share_holder();

-- Part of what decides. It only gives, so nobody waits.
create trigger raise_access_revision after insert on access.share_holder
  for each row execute function tenancy.raise_access_revision('gives');
