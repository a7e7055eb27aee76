import type { Tx } from '@freehold/tenancy'
import type { Values } from '@freehold/records'
import { currencyQuery } from './setting-queries.ts'

/** Gives rows without a currency the organization's own. */
export async function fillCurrency(tx: Tx, rows: Values[]): Promise<void> {
  const lacking = rows.filter((row) => row['currency'] === undefined || row['currency'] === null)
  if (lacking.length === 0) return
  // An organization that was made before the CRM prepared it has no setting yet; the register's own default is USD too.
  const currency = (await tx.maybe(currencyQuery(tx.ctx.tenant)))?.currency ?? 'USD'
  for (const row of lacking) row['currency'] = currency
}
