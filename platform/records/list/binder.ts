import type { Bind } from '@freehold/access'

/** Values of a statement in the making; `bind` answers with the placeholder. The first is always the organization. */
export class Binder {
  readonly values: unknown[]
  /** For permissions. Where the statement begins with `ctes`, what several conditions look up is looked up once. */
  readonly access: Bind
  readonly #placeholders = new Map<string, string>()
  readonly #names = new Map<string, string>()

  /** `hoists`: whoever writes the statement puts `ctes` behind its `with`. */
  constructor(tenant: string, { hoists = false }: { hoists?: boolean } = {}) {
    this.values = [tenant]
    const bind = (value: unknown, type: string): string => this.#bindOnce(value, type)
    this.access = hoists ? Object.assign(bind, { once: (sql: string) => this.#hoist(sql) }) : bind
  }

  bind(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }

  /** Definitions for a `with`, before others; complete when the rest of the statement is written. */
  get ctes(): string[] {
    return [...this.#names].map(([sql, name]) => `${name} as materialized (select ${sql} as value)`)
  }

  /** The same value has the same placeholder, so that what is looked up twice reads the same. */
  #bindOnce(value: unknown, type: string): string {
    const key = JSON.stringify([value, type])
    const known = this.#placeholders.get(key) ?? this.bind(value, type)
    this.#placeholders.set(key, known)
    return known
  }

  #hoist(sql: string): string {
    const name = this.#names.get(sql) ?? `shared${this.#names.size + 1}`
    this.#names.set(sql, name)
    return `(select value from ${name})`
  }
}
