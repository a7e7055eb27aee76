create table crm.deal (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text collate "und-x-icu" not null check (records.is_line(name, 200)),
  company_id uuid,
  contact_id uuid,
  product_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
  owner_id uuid,
  amount bigint check (records.is_money(amount)),
  currency text not null check (records.is_currency(currency)),
  engaged_on date check (records.is_date(engaged_on)),
  expected_close_on date check (records.is_date(expected_close_on)),
  closed_on date check (records.is_date(closed_on)),
  tags text[] not null default '{}' check (records.are_tags(tags)),
  external_id text check (records.is_line(external_id, 200)),
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references crm.company (tenant_id, id),
  foreign key (tenant_id, contact_id) references crm.contact (tenant_id, id),
  foreign key (tenant_id, product_id) references crm.product (tenant_id, id),
  foreign key (tenant_id, pipeline_id, stage_id) references crm.stage (tenant_id, pipeline_id, id),
  foreign key (tenant_id, owner_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, deleted_by) references identity.member (tenant_id, id)
);
create unique index deal_external_id on crm.deal (tenant_id, external_id) where deleted_at is null;
select tenancy.protect_table('crm.deal');
select records.make_searchable('crm.deal', array['name', 'external_id']);

-- The list that people keep open: one stage of one owner, the largest first. Currency rides along for totals.
create index deal_by_stage_owner_amount on crm.deal (tenant_id, stage_id, owner_id, amount desc nulls last, id) include (currency) where deleted_at is null;
create index deal_by_amount on crm.deal (tenant_id, amount desc nulls last, id) where deleted_at is null;
create index deal_by_name on crm.deal (tenant_id, name, id) where deleted_at is null;
create index deal_by_change on crm.deal (tenant_id, updated_at desc, id) where deleted_at is null;
create index deal_by_close on crm.deal (tenant_id, closed_on desc nulls last, id) where deleted_at is null;
create index deal_trash on crm.deal (tenant_id, deleted_at desc, id) where deleted_at is not null;
-- References, each with the order of the board's columns and of a company's deals.
create index deal_of_stage on crm.deal (tenant_id, stage_id, updated_at desc, id);
create index deal_of_owner on crm.deal (tenant_id, owner_id, updated_at desc, id);
create index deal_of_company on crm.deal (tenant_id, company_id, updated_at desc, id);
create index deal_of_product on crm.deal (tenant_id, product_id, updated_at desc, id);
create index deal_of_contact on crm.deal (tenant_id, contact_id) where contact_id is not null;
create index deal_of_deleter on crm.deal (tenant_id, deleted_by) where deleted_by is not null;
