drop trigger raise_access_revision_delete on identity.member;
drop trigger raise_access_revision_give on identity.member;
drop trigger raise_access_revision_update on identity.member;
drop trigger raise_access_revision_insert on identity.member;
alter table control.invitation drop constraint invitation_role_check;
alter table control.invitation add constraint invitation_role_check check (role in ('owner', 'admin', 'member', 'viewer'));
alter table identity.member drop constraint member_role_check;
alter table identity.member add constraint member_role_check check (role in ('owner', 'admin', 'member', 'viewer'));
