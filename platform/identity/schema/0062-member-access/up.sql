-- A guest sees nothing until given a role or a share (A6).
alter table identity.member drop constraint member_role_check;
alter table identity.member add constraint member_role_check check (role in ('owner', 'admin', 'member', 'viewer', 'guest')) not valid;
alter table identity.member validate constraint member_role_check;
alter table control.invitation drop constraint invitation_role_check;
alter table control.invitation add constraint invitation_role_check check (role in ('owner', 'admin', 'member', 'viewer', 'guest')) not valid;
alter table control.invitation validate constraint invitation_role_check;

-- Who is active, with which role, reporting to whom, is part of what decides (platform/tenancy/schema/0060-access-revision). Only who
-- is active or leaves a manager can lose anything; everything else ('gives') makes nobody wait, so that an import may add people by the hundred. A
-- person of the directory without a manager changes nothing at all. One who is removed owned nothing that anybody could lose.
create trigger raise_access_revision_insert after insert on identity.member for each row
  when (new.status = 'active' or new.manager_id is not null)
  execute function tenancy.raise_access_revision('gives');
create trigger raise_access_revision_update after update on identity.member for each row
  when ((old.status = 'active' and (old.role, old.status) is distinct from (new.role, new.status))
    or (old.manager_id is not null and old.manager_id is distinct from new.manager_id))
  execute function tenancy.raise_access_revision();
create trigger raise_access_revision_give after update on identity.member for each row
  when ((old.status <> 'active' and new.status = 'active') or (old.manager_id is null and new.manager_id is not null)
    or (new.status = 'active' and old.name is distinct from new.name))
  execute function tenancy.raise_access_revision('gives');
create trigger raise_access_revision_delete after delete on identity.member for each row
  when (old.status = 'active' or old.manager_id is not null)
  execute function tenancy.raise_access_revision('gives');
