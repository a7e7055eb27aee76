import { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { Grant } from '../record/grant.ts'
import { WriteGuard } from '../record/write-guard.ts'
import { quoted } from './converted.ts'
import type { NameIndex } from './name-index.ts'
import type { Plan } from './plan.ts'
import type { NewNames, Resolved } from './reference-resolution.ts'
import type { ImportFacts, Named } from './target.ts'
import { nameKey } from './text-key.ts'

/** Records to be made for names that nobody knew, by where their name was looked up. */
export type GrantedNames = Map<NameIndex, { grant: Grant; name: string }[]>

/**
 * Leave to make the records that unknown names need; rows that need one which may not be made fail with the reason. Looked at before
 * anything is written.
 */
export async function grantNames(tx: Tx, plan: Plan, newNames: NewNames, named: GrantedNames, rows: readonly Resolved[]): Promise<void> {
  for (const [index, names] of newNames) {
    const wanted = [...names.values()]
    const answers = await newNameGrants(tx, index, plan.facts, wanted)
    for (const [at, answer] of answers.entries()) {
      const name = wanted[at]
      if (name === undefined) continue
      if (!(answer instanceof Problem)) named.set(index, [...(named.get(index) ?? []), { grant: answer, name: name.name }])
      else {
        names.delete(nameKey(name.name))
        for (const row of rows) if (refersTo(row, name.id)) row.reasons.push(`${quoted(name.name)}: ${answer.message}`)
      }
    }
  }
}

function refersTo({ values, defaults }: Resolved, id: string): boolean {
  return Object.values(values).includes(id) || Object.values(defaults).includes(id)
}

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
