import type { SqlQuery } from '@freehold/tenancy'

export function currencyQuery(tenant: string): SqlQuery<{ currency: string }> {
  return { name: 'crm-currency', text: 'select currency from crm.setting where tenant_id = $1', values: [tenant] }
}

export function insertSettingQuery(tenant: string, currency: string): SqlQuery<unknown> {
  return {
    text: 'insert into crm.setting (tenant_id, currency) values ($1, $2) on conflict (tenant_id) do nothing',
    values: [tenant, currency],
  }
}
