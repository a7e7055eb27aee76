import type { Tx } from '@freehold/tenancy'
import type { ObjectDefinition } from '../definition/object.ts'
import { findNames, loadNames } from './reference-queries.ts'
import type { Named, ReferenceSource } from './target.ts'
import { nameKey } from './text-key.ts'

/** Up to this many names are kept in memory (27 MB) and compared without case and spaces; beyond, each batch asks for its own, as written. */
const mostNames = 100_000

type Entry = Named | 'several'

/** Records of one source by name, as one import sees them. Names made in a transaction count once it has committed. */
export class NameIndex {
  readonly source: ReferenceSource
  /** Of the records, where permissions may decide about each; undefined: stages, teams. */
  readonly object: ObjectDefinition | undefined
  #entries = new Map<string, Entry>()
  #loaded = false
  #complete = false
  /** Of the permissions under which the names were read. */
  #revision: number | undefined

  constructor(source: ReferenceSource, object: ObjectDefinition | undefined) {
    this.source = source
    this.object = object
  }

  /** Makes `find` know these names: one query for all names, or one per batch where there are too many. */
  async prepare(tx: Tx, names: Iterable<string>): Promise<void> {
    const { revision } = tx.ctx.access
    if (!this.#loaded || revision !== this.#revision) {
      this.#revision = revision
      this.#entries = new Map()
      const all = await loadNames(tx, this, mostNames + 1)
      this.#complete = all.length <= mostNames
      if (this.#complete) for (const named of all) this.add(named)
      this.#loaded = true
    }
    if (this.#complete) return
    // Asked again for each batch: keeping a million names is what this way avoids.
    this.#entries = new Map()
    const wanted = [...new Set([...names].map((name) => name.trim()))]
    if (wanted.length === 0) return
    for (const named of await findNames(tx, this, wanted)) this.add(named)
  }

  add(named: Named): void {
    const key = nameKey(named.name)
    const before = this.#entries.get(key)
    this.#entries.set(key, before === undefined || (before !== 'several' && before.id === named.id) ? named : 'several')
  }

  /** The record of that name; 'several' where the name does not tell which. */
  find(name: string): Entry | undefined {
    return this.#entries.get(nameKey(name))
  }

  /** All names, for proposing near ones; empty where there are too many. */
  names(): string[] {
    return this.#complete ? [...this.#entries.values()].flatMap((entry) => (entry === 'several' ? [] : [entry.name])) : []
  }
}
