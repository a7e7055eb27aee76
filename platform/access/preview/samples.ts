import type { OpContext } from '@freehold/kernel'
import type { RecordReader } from '../record-reader.ts'
import type { Tally } from './tally.ts'

export interface SampleRecord {
  readonly id: string
  /** Empty where the asker may not see it. */
  readonly name: string
  readonly gained: boolean
}

/** Names of the records that are shown as examples, all of a kind in one statement. */
export class Samples {
  readonly #wanted = new Map<string, Set<string>>()
  readonly #names = new Map<string, ReadonlyMap<string, string>>()

  want(resource: string, { gainedIds, lostIds }: Tally): void {
    const wanted = this.#wanted.get(resource) ?? new Set()
    this.#wanted.set(resource, wanted)
    for (const id of [...gainedIds, ...lostIds]) wanted.add(id)
  }

  async read(ctx: OpContext, reader: RecordReader): Promise<void> {
    for (const [resource, ids] of this.#wanted) if (ids.size > 0) this.#names.set(resource, await reader.names(ctx, resource, [...ids]))
  }

  /** None where these records were shown already: a rule about `deals.*` is about the same ones for each action. */
  ofNew(shown: Set<string>, resource: string, { gainedIds, lostIds }: Tally): SampleRecord[] {
    const key = JSON.stringify([resource, gainedIds, lostIds])
    if (shown.has(key)) return []
    shown.add(key)
    const record = (id: string, gained: boolean) => ({ id, name: this.#names.get(resource)?.get(id) ?? '', gained })
    return [...gainedIds.map((id) => record(id, true)), ...lostIds.map((id) => record(id, false))]
  }
}
