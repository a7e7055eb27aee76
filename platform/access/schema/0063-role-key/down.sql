alter table access.role_assignment drop constraint role_assignment_role_check;
alter table access.role_assignment add constraint role_assignment_role_check check (role ~ '^[a-z][a-z0-9-]{0,59}$');
