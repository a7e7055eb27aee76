import type { RolePasswords } from '@freehold/migrations'

export interface ListServerRequest {
  kind: 'freehold' | 'bare'
  connection: { host: string; port: number; database: string }
  admin: { user: string; password: string }
  app: { user: string; password: RolePasswords['app'] }
  control: { user: string; password: RolePasswords['control'] }
  sealKey: string
}

/** The page of deals by hand: the same columns, the names of what a deal refers to, the largest first. */
export const bareColumns = `
  select d.id, d.version, d.created_at, d.updated_at, d.deleted_at, d.name, d.company_id, d.contact_id, d.product_id, d.pipeline_id, d.stage_id, d.owner_id,
    d.amount, d.currency, d.engaged_on, d.expected_close_on, d.closed_on, d.tags, d.external_id,
    c.name as company, k.name as contact, p.name as product, s.name as stage, l.name as pipeline, m.name as owner
  from (
    select * from crm.deal where tenant_id = $1 and stage_id = $2 and owner_id = $3 and deleted_at is null
    order by amount desc nulls last, id limit 51
  ) d
  left join crm.company c on c.tenant_id = $1 and c.id = d.company_id
  left join crm.contact k on k.tenant_id = $1 and k.id = d.contact_id
  left join crm.product p on p.tenant_id = $1 and p.id = d.product_id
  left join crm.stage s on s.tenant_id = $1 and s.id = d.stage_id
  left join crm.pipeline l on l.tenant_id = $1 and l.id = d.pipeline_id
  left join identity.member m on m.tenant_id = $1 and m.id = d.owner_id
  order by d.amount desc nulls last, d.id`
