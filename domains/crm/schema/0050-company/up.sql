create schema crm;
grant usage on schema crm to freehold_app;

-- Words that people read in order have the order of Unicode (Ärger between apple and Banana); codes and addresses that of bytes.
create table crm.company (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text collate "und-x-icu" not null check (records.is_line(name, 200)),
  domain text check (records.is_url(domain)),
  industry text collate "und-x-icu" check (records.is_line(industry, 200)),
  country text collate "und-x-icu" check (records.is_line(country, 200)),
  city text collate "und-x-icu" check (records.is_line(city, 200)),
  address text check (records.is_line(address, 500)),
  postal_code text check (records.is_line(postal_code, 20)),
  phone text check (records.is_phone(phone)),
  employees int check (employees >= 0),
  annual_revenue bigint check (records.is_money(annual_revenue)),
  currency text not null check (records.is_currency(currency)),
  founded_year int check (founded_year between 1000 and 2100),
  parent_id uuid check (parent_id <> id),
  owner_id uuid,
  tags text[] not null default '{}' check (records.are_tags(tags)),
  external_id text check (records.is_line(external_id, 200)),
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references crm.company (tenant_id, id),
  foreign key (tenant_id, owner_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, deleted_by) references identity.member (tenant_id, id)
);
-- A record in the trash gives its external id free.
create unique index company_external_id on crm.company (tenant_id, external_id) where deleted_at is null;
select tenancy.protect_table('crm.company');
select records.make_searchable('crm.company', array['name', 'domain', 'city', 'external_id']);

-- Lists: each order ends in id, so that a page can begin anywhere.
create index company_by_name on crm.company (tenant_id, name, id) where deleted_at is null;
create index company_by_change on crm.company (tenant_id, updated_at desc, id) where deleted_at is null;
create index company_trash on crm.company (tenant_id, deleted_at desc, id) where deleted_at is not null;
-- References: also what the database asks before it lets a referenced row go.
create index company_of_owner on crm.company (tenant_id, owner_id, name, id);
create index company_of_parent on crm.company (tenant_id, parent_id) where parent_id is not null;
create index company_of_deleter on crm.company (tenant_id, deleted_by) where deleted_by is not null;
