-- Stages are data: an organization names its own. `kind` is what the program goes by.
create table crm.pipeline (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  name text not null check (records.is_line(name, 200)),
  position int not null check (position >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select tenancy.protect_table('crm.pipeline');

create table crm.stage (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  pipeline_id uuid not null,
  name text not null check (records.is_line(name, 200)),
  kind text not null check (kind in ('open', 'won', 'lost')),
  position int not null check (position >= 0),
  hue text not null check (hue in ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink')),
  -- Of winning, in percent.
  probability int not null check (probability between 0 and 100),
  primary key (tenant_id, id),
  foreign key (tenant_id, pipeline_id) references crm.pipeline (tenant_id, id),
  unique (tenant_id, pipeline_id, name),
  -- What a deal's stage refers to: a stage of the deal's own pipeline.
  unique (tenant_id, pipeline_id, id)
);
select tenancy.protect_table('crm.stage');
create index stage_in_order on crm.stage (tenant_id, pipeline_id, position);
