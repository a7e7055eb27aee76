create table crm.contact (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text collate "und-x-icu" not null check (records.is_line(name, 200)),
  title text collate "und-x-icu" check (records.is_line(title, 200)),
  email text check (records.is_email(email)),
  phone text check (records.is_phone(phone)),
  company_id uuid,
  owner_id uuid,
  city text collate "und-x-icu" check (records.is_line(city, 200)),
  country text collate "und-x-icu" check (records.is_line(country, 200)),
  tags text[] not null default '{}' check (records.are_tags(tags)),
  external_id text check (records.is_line(external_id, 200)),
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references crm.company (tenant_id, id),
  foreign key (tenant_id, owner_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, deleted_by) references identity.member (tenant_id, id)
);
create unique index contact_external_id on crm.contact (tenant_id, external_id) where deleted_at is null;
select tenancy.protect_table('crm.contact');
select records.make_searchable('crm.contact', array['name', 'email', 'title', 'external_id']);

create index contact_by_name on crm.contact (tenant_id, name, id) where deleted_at is null;
create index contact_by_email on crm.contact (tenant_id, email, id) where deleted_at is null;
create index contact_by_change on crm.contact (tenant_id, updated_at desc, id) where deleted_at is null;
create index contact_trash on crm.contact (tenant_id, deleted_at desc, id) where deleted_at is not null;
create index contact_of_company on crm.contact (tenant_id, company_id, name, id);
create index contact_of_owner on crm.contact (tenant_id, owner_id, name, id);
create index contact_of_deleter on crm.contact (tenant_id, deleted_by) where deleted_by is not null;
