import type { RecordRules } from '@freehold/records'
import { fillCurrency } from '../setting/currency.ts'

export const productRules: RecordRules = {
  async beforeInsert(tx, rows) {
    await fillCurrency(tx, rows)
    for (const row of rows) row['status'] ??= 'active'
    return []
  },
}
