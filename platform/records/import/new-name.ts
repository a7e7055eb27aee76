import type { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { Grant } from '../record/grant.ts'
import { WriteGuard } from '../record/write-guard.ts'
import type { NameIndex } from './name-index.ts'
import type { ImportFacts, Named } from './target.ts'

/** Leave to make these records, named by a file and otherwise unknown, or why not; one answer for each, in order. */
export async function newNameGrants(
  tx: Tx,
  { source, object }: NameIndex,
  facts: ImportFacts,
  wanted: readonly Named[],
): Promise<(Grant | Problem)[]> {
  if (object === undefined) throw new Error(`Nobody said what a record of ${source.table} is`)
  const guard = new WriteGuard(tx, object)
  const drafts = wanted.map(({ id, name }) => {
    const given = { [object.nameField]: name }
    // Columns of new ones are named like their fields: currency.
    return { id, given, values: { ...given, ...source.columnsOfNew?.(facts) } }
  })
  const refusals = await guard.givenFields(drafts.map((draft) => draft.given))
  const answers = await guard.create(drafts)
  return answers.map((answer, at) => refusals[at] ?? answer)
}
