import type { FieldError } from '@freehold/kernel'
import type { RecordRules } from '@freehold/records'
import { fillCurrency } from '../setting/currency.ts'

export const companyRules: RecordRules = {
  async beforeInsert(tx, rows) {
    await fillCurrency(tx, rows)
    return []
  },

  beforeUpdate: (_, updates) =>
    Promise.resolve(
      updates.map(({ id, changes }): FieldError[] =>
        changes['parentId'] === id ? [{ path: 'parentId', message: 'A company is not its own parent.' }] : [],
      ),
    ),
}
