import type { FieldError } from '@freehold/kernel'
import type { PlannedUpdate, RecordRules } from '@freehold/records'
import type { Tx } from '@freehold/tenancy'
import { fillCurrency } from '../setting/currency.ts'
import { ancestryQuery } from './company-queries.ts'

export const companyRules: RecordRules = {
  async beforeInsert(tx, rows) {
    await fillCurrency(tx, rows)
    return []
  },

  beforeUpdate: (tx, updates) => Promise.all(updates.map((update) => checkParent(tx, update))),
}

/** A company is not above itself, however many others are between. A new company is above nobody, so only changes are looked at. */
async function checkParent(tx: Tx, { id, before, changes }: PlannedUpdate): Promise<FieldError[]> {
  const parent = changes['parentId']
  if (typeof parent !== 'string' || parent === before['parentId']) return []
  const above = await tx.all(ancestryQuery(parent))
  return above.some((company) => company.id === id)
    ? [{ path: 'parentId', message: 'That company belongs to this one, so it cannot be its parent.' }]
    : []
}
