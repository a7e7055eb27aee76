-- As keys of roles are written in policies (language/document.ts): a digit may be first.
alter table access.role_assignment drop constraint role_assignment_role_check;
alter table access.role_assignment add constraint role_assignment_role_check check (role ~ '^[a-z0-9][a-z0-9-]{0,59}$') not valid;
alter table access.role_assignment validate constraint role_assignment_role_check;
