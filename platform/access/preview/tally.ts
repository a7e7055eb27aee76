import type { ContextFacts } from '../engine/facts.ts'
import { allows, type Both, type Difference } from './difference.ts'
import type { RecordGroup } from './group-queries.ts'

/** How many records somebody gains and loses, and up to five of each. */
export interface Tally {
  readonly gained: number
  readonly lost: number
  readonly gainedIds: readonly string[]
  readonly lostIds: readonly string[]
}

export const nothing: Tally = { gained: 0, lost: 0, gainedIds: [], lostIds: [] }
const sampleSize = 5

/** What holds for every group, so that nothing has to be decided: a plan without conditions. */
export interface Constants {
  readonly before: boolean | undefined
  readonly after: boolean | undefined
}

/** Decides once for each group. */
export function tallyGroups(
  both: Both,
  { question }: Difference,
  groups: readonly RecordGroup[],
  context: ContextFacts,
  constants: Constants = { before: undefined, after: undefined },
): Tally {
  const tally = { gained: 0, lost: 0, gainedIds: [] as string[], lostIds: [] as string[] }
  for (const { facts, count, ids } of groups) {
    const before = constants.before ?? allows(both.before, question, context, facts)
    const after = constants.after ?? allows(both.after, question, context, facts)
    if (before === after) continue
    if (after) {
      tally.gained += count
      if (tally.gainedIds.length < sampleSize) tally.gainedIds.push(...ids)
    } else {
      tally.lost += count
      if (tally.lostIds.length < sampleSize) tally.lostIds.push(...ids)
    }
  }
  return cut(tally)
}

export function added(one: Tally, other: Tally): Tally {
  return cut({
    gained: one.gained + other.gained,
    lost: one.lost + other.lost,
    gainedIds: [...one.gainedIds, ...other.gainedIds],
    lostIds: [...one.lostIds, ...other.lostIds],
  })
}

function cut({ gained, lost, gainedIds, lostIds }: Tally): Tally {
  return { gained, lost, gainedIds: gainedIds.slice(0, sampleSize), lostIds: lostIds.slice(0, sampleSize) }
}
