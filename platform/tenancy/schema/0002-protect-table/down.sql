drop function tenancy.assert_protected(regclass, boolean, boolean);
drop function tenancy.give_function(regprocedure, regrole);
drop function tenancy.protect_table(regclass, boolean, boolean, text);
drop function tenancy.assert_tenant_keys(regclass);
drop function tenancy.keep_version();
drop function tenancy.keep_row();
