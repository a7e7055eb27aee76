-- What permissions decide by, beside the owner: whose team and territory a record is, where in the hierarchy it belongs, how
-- confidential it is (SEN2, SEN10). A deal's margin is the field that organizations hide first.

-- A new foreign key is checked by reading both tables as their owner, whom forced row security asks for an organization. There is
-- nothing to check, all columns are new and empty; within this transaction nobody sees the tables without it.
alter table access.team no force row level security;
alter table access.territory no force row level security;
alter table access.node no force row level security;
alter table crm.company no force row level security;
alter table crm.contact no force row level security;
alter table crm.deal no force row level security;

alter table crm.company
  add column team_id uuid,
  add column territory_id uuid,
  add column node_id uuid,
  add column classification text not null default 'internal'
    check (classification in ('public', 'internal', 'confidential', 'restricted')),
  add foreign key (tenant_id, team_id) references access.team (tenant_id, id),
  add foreign key (tenant_id, territory_id) references access.territory (tenant_id, id),
  add foreign key (tenant_id, node_id) references access.node (tenant_id, id);

alter table crm.contact
  add column team_id uuid,
  add column territory_id uuid,
  add column node_id uuid,
  add column classification text not null default 'internal'
    check (classification in ('public', 'internal', 'confidential', 'restricted')),
  add foreign key (tenant_id, team_id) references access.team (tenant_id, id),
  add foreign key (tenant_id, territory_id) references access.territory (tenant_id, id),
  add foreign key (tenant_id, node_id) references access.node (tenant_id, id);

alter table crm.deal
  add column team_id uuid,
  add column territory_id uuid,
  add column node_id uuid,
  add column classification text not null default 'internal'
    check (classification in ('public', 'internal', 'confidential', 'restricted')),
  add column margin bigint check (records.is_money(margin)),
  add foreign key (tenant_id, team_id) references access.team (tenant_id, id),
  add foreign key (tenant_id, territory_id) references access.territory (tenant_id, id),
  add foreign key (tenant_id, node_id) references access.node (tenant_id, id);

alter table access.team force row level security;
alter table access.territory force row level security;
alter table access.node force row level security;
alter table crm.company force row level security;
alter table crm.contact force row level security;
alter table crm.deal force row level security;

-- The list of a place, a team, a territory, newest change first; for the foreign keys too. Partial: most organizations use none of them.
create index company_of_node on crm.company (tenant_id, node_id, updated_at desc, id) where node_id is not null;
create index company_of_team on crm.company (tenant_id, team_id, updated_at desc, id) where team_id is not null;
create index company_of_territory on crm.company (tenant_id, territory_id, updated_at desc, id) where territory_id is not null;
create index contact_of_node on crm.contact (tenant_id, node_id, updated_at desc, id) where node_id is not null;
create index contact_of_team on crm.contact (tenant_id, team_id, updated_at desc, id) where team_id is not null;
create index contact_of_territory on crm.contact (tenant_id, territory_id, updated_at desc, id) where territory_id is not null;
create index deal_of_node on crm.deal (tenant_id, node_id, updated_at desc, id) where node_id is not null;
create index deal_of_team on crm.deal (tenant_id, team_id, updated_at desc, id) where team_id is not null;
create index deal_of_territory on crm.deal (tenant_id, territory_id, updated_at desc, id) where territory_id is not null;
