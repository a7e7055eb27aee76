import type { Cluster } from '../test/harness/cluster.ts'

/** One figure of `npm run bench`, with its floor or peer taken in the same run on the same machine: ratios mean something, times do not. */
export interface Measure {
  /** `jobs.small-tenant-delay-p95`. */
  readonly name: string
  readonly value: number
  /** `ms`, `jobs/s`, `%`, `MB`. */
  readonly unit: string
  /** What the bare thing underneath, or the peer, reaches; null where nothing compares. */
  readonly floor: number | null
  /** value ÷ floor. */
  readonly ratio: number | null
  /** In words: `< 100 ms`. */
  readonly goal: string
  /** Null where a figure is shown without a goal. */
  readonly met: boolean | null
}

export interface BenchEnv {
  /** A running PostgreSQL with a migrated template; `createTestDatabase(env.cluster)` gives a database with two organizations. */
  readonly cluster: Cluster
}
