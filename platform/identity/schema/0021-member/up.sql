-- A person as one organization knows them: the reference target of owners, authors and managers, recorded in the ledger.
create schema identity;
grant usage on schema identity to freehold_app, freehold_control;

create table identity.member (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- control."user"; no foreign key, since an organization's rows may live in another database than the register. Null: cannot sign in.
  user_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) between 3 and 254),
  role text not null default 'viewer' check (role in ('owner', 'admin', 'member', 'viewer')),
  -- directory: known (an imported sales agent), may own records, no sign-in. invited: of the directory, with an open invitation.
  status text not null default 'directory' check (status in ('active', 'invited', 'directory', 'disabled')),
  manager_id uuid,
  office text check (length(office) between 1 and 200),
  primary key (tenant_id, id),
  unique (tenant_id, user_id),
  foreign key (tenant_id, manager_id) references identity.member (tenant_id, id),
  constraint member_not_own_manager check (manager_id <> id)
);
create unique index member_email on identity.member (tenant_id, lower(email)) where email is not null;
create index member_name on identity.member (tenant_id, lower(name));
create index member_manager on identity.member (tenant_id, manager_id) where manager_id is not null;
-- For the list of one's organizations, across all of them.
create index member_user on identity.member (user_id) where user_id is not null;
select tenancy.protect_table('identity.member', versioned => true, ledgered => true);

-- Control finds a session's member before an organization is known, so it reads across; it writes under a sealed context
-- like everybody else (policy tenant_isolation). It removes nobody.
grant select, insert, update on identity.member to freehold_control;
create policy control_reads on identity.member for select to freehold_control using (true);

-- The tenant role keeps the directory; who signs in, and with which role, only control writes. Whoever can run SQL as the
-- application can therefore not make themselves an owner, not even in their own organization.
create policy directory_insert on identity.member as restrictive for insert to freehold_app
  with check (status = 'directory' and role = 'viewer' and user_id is null);
create policy directory_update on identity.member as restrictive for update to freehold_app
  using (status = 'directory' and user_id is null)
  with check (status = 'directory' and role = 'viewer' and user_id is null);
create policy directory_delete on identity.member as restrictive for delete to freehold_app
  using (status = 'directory' and user_id is null);
