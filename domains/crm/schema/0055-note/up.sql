create table crm.note (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  body text not null check (records.is_text(body, 10000)),
  company_id uuid,
  contact_id uuid,
  deal_id uuid,
  product_id uuid,
  -- None when an import or another program wrote it.
  author_id uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  primary key (tenant_id, id),
  check (num_nonnulls(company_id, contact_id, deal_id, product_id) = 1),
  foreign key (tenant_id, company_id) references crm.company (tenant_id, id),
  foreign key (tenant_id, contact_id) references crm.contact (tenant_id, id),
  foreign key (tenant_id, deal_id) references crm.deal (tenant_id, id),
  foreign key (tenant_id, product_id) references crm.product (tenant_id, id),
  foreign key (tenant_id, author_id) references identity.member (tenant_id, id),
  foreign key (tenant_id, deleted_by) references identity.member (tenant_id, id)
);
select tenancy.protect_table('crm.note');

create index note_of_company on crm.note (tenant_id, company_id, created_at desc, id) where company_id is not null;
create index note_of_contact on crm.note (tenant_id, contact_id, created_at desc, id) where contact_id is not null;
create index note_of_deal on crm.note (tenant_id, deal_id, created_at desc, id) where deal_id is not null;
create index note_of_product on crm.note (tenant_id, product_id, created_at desc, id) where product_id is not null;
create index note_of_author on crm.note (tenant_id, author_id) where author_id is not null;
create index note_of_deleter on crm.note (tenant_id, deleted_by) where deleted_by is not null;
create index note_by_creation on crm.note (tenant_id, created_at desc, id) where deleted_at is null;
