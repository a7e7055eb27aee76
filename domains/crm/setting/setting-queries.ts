import { crmTables } from '../crm-tables.ts'

export function currencyQuery() {
  return crmTables.selectFrom('crm.setting').select('currency')
}

export function insertSettingQuery(currency: string) {
  return crmTables
    .insertInto('crm.setting')
    .values({ currency })
    .onConflict((conflict) => conflict.column('tenant_id').doNothing())
}
