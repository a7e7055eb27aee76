-- What an organization decided about its CRM; one row each, written when the organization is made.
create table crm.setting (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- Of new records that do not say theirs.
  currency text not null check (records.is_currency(currency)),
  primary key (tenant_id, id),
  unique (tenant_id)
);
select tenancy.protect_table('crm.setting');
