import type { PolicyComparison } from './policy-comparison.ts'

const keptMs = 60_000
const mostKept = 4

/** Groups and compiled people between the calls of one preview; a server that has not got them makes them anew. */
export class ComparisonCache {
  readonly #kept = new Map<string, { readonly comparison: PolicyComparison; readonly until: number }>()

  of(key: string, make: () => PolicyComparison): PolicyComparison {
    const now = performance.now()
    for (const [other, { until }] of this.#kept) if (until < now) this.#kept.delete(other)
    const comparison = this.#kept.get(key)?.comparison ?? make()
    this.#kept.delete(key)
    this.#kept.set(key, { comparison, until: now + keptMs })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return comparison
  }

  forget(key: string): void {
    this.#kept.delete(key)
  }
}
