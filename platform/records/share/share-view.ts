import { accessOf } from '@freehold/access'
import type { Tx } from '@freehold/tenancy'
import type { Above } from './above.ts'
import type { Share } from './share.ts'
import { recordNamesQuery, type StoredShare } from './share-queries.ts'

/** As the API answers them; `chain`: the record and what it belongs to. Those of the record itself come first. */
export async function viewShares(tx: Tx, chain: readonly Above[], rows: readonly StoredShare[]): Promise<Share[]> {
  const [own, ...above] = chain
  const names = await namesOf(
    tx,
    above.filter(({ type, facts }) => rows.some((row) => isOf(row, type.object.name, facts.id))),
  )
  const views = rows.map((row): Share => {
    const { id, memberId, teamId, level, expiresAt, grantedById, grantedByName } = row
    const inherited = own === undefined || !isOf(row, own.type.object.name, own.facts.id)
    return {
      id,
      memberId,
      teamId,
      level,
      expiresAt,
      grantedBy: grantedById === null ? null : { id: grantedById, name: grantedByName ?? '' },
      inheritedFrom: inherited ? { object: row.object, id: row.recordId, name: names.get(row.recordId) ?? '' } : null,
    }
  })
  return views.toSorted((a, b) => Number(a.inheritedFrom !== null) - Number(b.inheritedFrom !== null))
}

function isOf(row: StoredShare, object: string, id: string): boolean {
  return row.object === object && row.recordId === id
}

/** Names of the records above that whoever asks may see; the others stay nameless. */
async function namesOf(tx: Tx, above: readonly Above[]): Promise<Map<string, string>> {
  const access = accessOf(tx.ctx)
  const seen = above.filter(
    ({ type: { object }, facts }) =>
      access.decide('read', object.plural, facts).allowed && access.decideField('read', object.plural, object.nameField, facts).allowed,
  )
  const rows = await Promise.all(seen.map(({ type, facts }) => tx.all(recordNamesQuery(type.object, tx.ctx.tenant, [facts.id]))))
  return new Map(rows.flat().map((row) => [row.id, row.name]))
}
