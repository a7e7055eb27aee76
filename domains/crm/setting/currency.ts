import type { Tx } from '@freehold/tenancy'
import type { Values } from '@freehold/records'
import { currencyQuery } from './setting-queries.ts'

/** Gives rows without a currency the organization's own. */
export async function fillCurrency(tx: Tx, rows: Values[]): Promise<void> {
  const lacking = rows.filter((row) => row['currency'] === undefined || row['currency'] === null)
  if (lacking.length === 0) return
  const currency = await organizationCurrency(tx)
  for (const row of lacking) row['currency'] = currency
}

/** Of new records that do not say theirs. */
export async function organizationCurrency(tx: Tx): Promise<string> {
  // An organization that was made before the CRM prepared it has no setting yet; the register's own default is USD too.
  return (await tx.maybe(currencyQuery()))?.currency ?? 'USD'
}
