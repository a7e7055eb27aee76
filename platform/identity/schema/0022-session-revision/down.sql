drop trigger raise_revision_delete on identity.member;
drop trigger raise_revision on identity.member;
drop trigger raise_revision on control.organization;
drop trigger raise_revision_delete on control.session;
drop trigger raise_revision on control.session;
drop function control.raise_session_revision();
drop table control.session_revision;
