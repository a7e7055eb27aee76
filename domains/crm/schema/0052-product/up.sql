create table crm.product (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text collate "und-x-icu" not null check (records.is_line(name, 200)),
  code text check (records.is_line(code, 60)),
  series text collate "und-x-icu" check (records.is_line(series, 200)),
  description text check (records.is_text(description, 20000)),
  price bigint check (records.is_money(price)),
  currency text not null check (records.is_currency(currency)),
  status text not null default 'active' check (status in ('active', 'retired')),
  tags text[] not null default '{}' check (records.are_tags(tags)),
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, deleted_by) references identity.member (tenant_id, id)
);
create unique index product_code on crm.product (tenant_id, code) where deleted_at is null;
select tenancy.protect_table('crm.product');
select records.make_searchable('crm.product', array['name', 'code', 'series']);

create index product_by_name on crm.product (tenant_id, name, id) where deleted_at is null;
create index product_by_change on crm.product (tenant_id, updated_at desc, id) where deleted_at is null;
create index product_trash on crm.product (tenant_id, deleted_at desc, id) where deleted_at is not null;
create index product_of_deleter on crm.product (tenant_id, deleted_by) where deleted_by is not null;
