import type pg from 'pg'
import type { TestDatabase } from '../test/harness/database.ts'

const owners = 20

/** 1,000,000 deals of one organization, 200 others with 500 each (unless told otherwise); triggers off while loading, as a restore would. */
export async function fillDeals(db: TestDatabase, rows = 1_000_000, others = 200, sites = 0): Promise<void> {
  await db.admin(async (admin) => {
    await admin.query('set session_replication_role = replica')
    await fillOrganization(admin, db.acme.tenant, rows, sites)
    for (let i = 0; i < others; i++) {
      const { rows: made } = await admin.query<{ id: string }>('select gen_random_uuid() as id')
      await fillOrganization(admin, made[0]?.id ?? '', 500, 0)
    }
    await admin.query('vacuum analyze crm.deal')
    await admin.query('analyze')
  })
}

/** `sites`: places of the hierarchy, over which the deals are spread evenly; 0: they have none. */
async function fillOrganization(admin: pg.Client, tenant: string, rows: number, sites: number): Promise<void> {
  await admin.query(
    `with pipeline as (insert into crm.pipeline (tenant_id, id, name, position) values ($1, gen_random_uuid(), 'Bench', 9) returning id)
     insert into crm.stage (tenant_id, pipeline_id, name, kind, position, hue, probability)
     select $1, id, 'Stage ' || n, 'open', n, 'green', 50 from pipeline, generate_series(1, 5) n`,
    [tenant],
  )
  await admin.query(
    `insert into identity.member (tenant_id, id, name, role, status) select $1, gen_random_uuid(), 'Agent ' || n, 'member', 'directory' from generate_series(1, $2::int) n`,
    [tenant, owners],
  )
  await admin.query(
    `insert into crm.company (tenant_id, name, currency) select $1, 'Company ' || n, 'EUR' from generate_series(1, greatest(10, $2::int / 1000)) n`,
    [tenant, rows],
  )
  await admin.query(
    `insert into access.node (tenant_id, name, kind, version, created_at, updated_at) select $1, 'Site ' || n, 'site', 1, now(), now() from generate_series(1, $2::int) n`,
    [tenant, sites],
  )
  await admin.query(
    `with s as (select array_agg(id order by name) as ids, (array_agg(pipeline_id))[1] as pipeline from crm.stage where tenant_id = $1 and name like 'Stage %'),
          m as (select array_agg(id order by name) as ids from identity.member where tenant_id = $1 and name like 'Agent %'),
          c as (select array_agg(id) as ids from crm.company where tenant_id = $1),
          p as (select array_agg(id order by name) as ids from access.node where tenant_id = $1 and name like 'Site %')
     insert into crm.deal (tenant_id, name, company_id, pipeline_id, stage_id, owner_id, amount, currency, node_id, version, created_at, updated_at)
     select $1, 'Deal ' || n, c.ids[1 + n % array_length(c.ids, 1)], s.pipeline, s.ids[1 + (n / 7) % 5], m.ids[1 + n % $3::int],
       (hashint4(n)::bigint & 8388607) * 10, 'EUR',
       p.ids[1 + (hashint4(n + 1) & 1048575) % greatest(array_length(p.ids, 1), 1)], 1, now(), now() - make_interval(secs => n)
     from generate_series(1, $2::int) n, s, m, c, p`,
    [tenant, rows, owners],
  )
}
