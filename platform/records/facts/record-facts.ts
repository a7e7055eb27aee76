import type { AccessModel, RecordFacts, RecordModel, ShareFact, Values } from '@freehold/access'
import type { Tx } from '@freehold/tenancy'
import { attributesQuery, type ShareRow, sharesOfQuery } from './facts-queries.ts'

/** Attributes by id, by name of the resource. */
type Found = Map<string, Map<string, Values>>

/**
 * All that a decision about these records can need: their attributes and shares and those of the records that they belong to. By id;
 * whoever is not there is left out. As many round trips as the records lie deep, and one for the shares.
 */
export async function readFacts(tx: Tx, model: AccessModel, resource: string, ids: readonly string[]): Promise<Map<string, RecordFacts>> {
  const found: Found = new Map()
  let wanted = new Map([[resource, new Set(ids)]])
  while (wanted.size > 0) {
    await Promise.all([...wanted].map(([name, some]) => readAttributes(tx, model, found, name, [...some])))
    wanted = parentsWanted(model, found)
  }
  const shares = await readShares(tx, model, found)
  const facts = [...(found.get(resource)?.keys() ?? [])].map((id) => factsOf({ model, found, shares }, resource, id, []))
  return new Map(facts.flatMap((one) => (one === null ? [] : [[one.id, one]])))
}

async function readAttributes(tx: Tx, model: AccessModel, found: Found, name: string, ids: readonly string[]): Promise<void> {
  const known = found.get(name) ?? new Map<string, Values>()
  found.set(name, known)
  const rows = await tx.all(attributesQuery(recordOf(model, name), tx.ctx.tenant, ids))
  for (const { $id, ...values } of rows) known.set(String($id), values as Values)
  // Not asked for twice; what is not there has no attributes.
  for (const id of ids) if (!known.has(id)) known.set(id, missing)
}

const missing: Values = {}

/** What the records found so far belong to, as far as it is not found yet. */
function parentsWanted(model: AccessModel, found: Found): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  for (const [name, records] of found) {
    for (const { attribute, resource } of recordOf(model, name).parents) {
      for (const values of records.values()) {
        const id = values[attribute]
        if (typeof id !== 'string' || found.get(resource)?.has(id) === true) continue
        wanted.set(resource, (wanted.get(resource) ?? new Set()).add(id))
      }
    }
  }
  return wanted
}

async function readShares(tx: Tx, model: AccessModel, found: Found): Promise<Map<string, ShareFact[]>> {
  const wanted = [...found].map(([name, records]) => ({ object: recordOf(model, name).object, ids: [...records.keys()] }))
  const rows = await tx.all(sharesOfQuery(tx.ctx.tenant, wanted))
  const shares = new Map<string, ShareFact[]>()
  for (const row of rows) {
    const key = `${row.object} ${row.recordId}`
    shares.set(key, [...(shares.get(key) ?? []), shareFact(row)])
  }
  return shares
}

function shareFact({ memberId, teamId, level, expiresAt }: ShareRow): ShareFact {
  return { memberId, teamId, level, expiresAt: expiresAt === null ? null : Date.parse(expiresAt) }
}

interface Gathered {
  readonly model: AccessModel
  readonly found: Found
  readonly shares: ReadonlyMap<string, readonly ShareFact[]>
}

/** `below`: what this record was reached from; records that belong to each other in a circle end there. */
function factsOf(gathered: Gathered, name: string, id: string, below: readonly string[]): RecordFacts | null {
  const values = gathered.found.get(name)?.get(id)
  const { object, parents } = recordOf(gathered.model, name)
  const key = `${object} ${id}`
  if (values === undefined || values === missing || below.includes(key)) return null
  return {
    id,
    values,
    shares: gathered.shares.get(key) ?? [],
    parents: Object.fromEntries(
      parents.map(({ attribute, resource }) => {
        const parent = values[attribute]
        return [attribute, typeof parent === 'string' ? factsOf(gathered, resource, parent, [...below, key]) : null]
      }),
    ),
  }
}

function recordOf(model: AccessModel, name: string): RecordModel {
  const record = model.find(name)?.record
  if (record === undefined) throw new Error(`${name} are no records`)
  return record
}
