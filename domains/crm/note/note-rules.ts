import type { FieldError } from '@freehold/kernel'
import type { RecordRules, Values } from '@freehold/records'

const subjects = ['companyId', 'contactId', 'dealId', 'productId']

/** A note is about exactly one record and belongs to whoever wrote it. */
export const noteRules: RecordRules = {
  beforeInsert(tx, rows) {
    const author = tx.ctx.actor.kind === 'member' ? tx.ctx.actor.id : null
    return Promise.resolve(
      rows.map((row) => {
        row['authorId'] = author
        return checkSubject(row)
      }),
    )
  },

  beforeUpdate: (_, updates) => Promise.resolve(updates.map(({ before, changes }) => checkSubject({ ...before, ...changes }))),
}

function checkSubject(note: Values): FieldError[] {
  const given = subjects.filter((name) => typeof note[name] === 'string')
  return given.length === 1
    ? []
    : [{ path: given[1] ?? 'companyId', message: `A note is about exactly one record: give one of ${subjects.join(', ')}.` }]
}
