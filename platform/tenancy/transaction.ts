import { AsyncLocalStorage } from 'node:async_hooks'
import { ContextLostError, type OpContext, Problem, peekContext } from '@freehold/kernel'
import { type BatchResult, isOutdated, type Statement, sendBatch, translateError } from '@freehold/postgres'
import type pg from 'pg'
import { type Database, databaseOf, forDatabase } from './placement.ts'
import { type Query, type SqlQuery, toStatement } from './query.ts'
import { noteSaved, renewing } from './renewal.ts'

export type Mode = 'read' | 'write'

/** A transaction in one organization. Good until the function it was given to is done. */
export interface Tx {
  readonly ctx: OpContext
  readonly mode: Mode
  all<R>(query: Query<R>): Promise<R[]>
  /** Exactly one row; rejects with Problem `not_found` when there is none. */
  one<R>(query: Query<R>): Promise<R>
  maybe<R>(query: Query<R>): Promise<R | undefined>
  /** Number of rows inserted, changed or deleted. */
  run(query: Query<unknown>): Promise<number>
  /** Hand-written SQL; names `tenant_id` itself. */
  sql<R>(text: string, values: readonly unknown[]): Promise<R[]>
  /** Runs `fn` once the changes are committed, never if they are not. */
  afterCommit(fn: () => void): void
}

const openTransaction = new AsyncLocalStorage<{ open: boolean }>()

/**
 * The only way to tenant data (T1, T2, T4): the right database, one organization, read-only or read-write, all or nothing.
 * Context and first query travel in one round trip. Rejects with `ContextLostError` when `ctx` is not the operation's own
 * context, with a `Problem` for what a person can meet (platform/postgres/translate.ts), and rolls back on any rejection of `fn`.
 *
 * What is decided by `ctx.access` is decided inside `fn`: where the organization's permissions have changed since they were read, they
 * are read anew and `fn` runs again, so that nothing is read or saved by outdated ones (A9). Rejects with `forbidden` when the new ones
 * no longer allow the operation.
 */
export async function tenantTx<T>(ctx: OpContext, mode: Mode, fn: (tx: Tx) => Promise<T>): Promise<T> {
  checkContext(ctx)
  if (openTransaction.getStore()?.open) {
    throw new Error('A transaction is open already. Pass its tx on: a second one would wait for a connection that the first one holds.')
  }
  return renewing(
    () => ctx.access,
    () => attemptTx(ctx, mode, fn),
  )
}

async function attemptTx<T>(ctx: OpContext, mode: Mode, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const database = databaseOf(ctx.placement, ctx.tenant)
  const client = await connect(database)
  const tx = new OpenTx(ctx, mode, client, database)
  const scope = { open: true }
  try {
    const result = await openTransaction.run(scope, () => fn(tx))
    scope.open = false
    await tx.commit()
    client.release()
    if (mode === 'write') noteSaved(ctx.access)
    tx.runAfterCommit()
    return result
  } catch (error) {
    scope.open = false
    await tx.rollback()
    throw translateError(tx.outdated ?? error)
  }
}

type Queries = readonly Query<unknown>[]
type Rows<Q> = { [K in keyof Q]: Q[K] extends Query<infer R> ? R[] : never }

/**
 * Reads that do not depend on each other, in ONE round trip and one read-only transaction: context and queries travel
 * under one Sync. Weighed against `tenantTx(ctx, 'read', …)`: saves begin, commit and their turns; see bench `context`.
 * Queries that depend on `ctx.access` are built by a function: it runs again where permissions have changed.
 */
export async function tenantRead<const Q extends Queries>(ctx: OpContext, queries: Q | (() => Q)): Promise<Rows<Q>> {
  return oneRoundTrip(ctx, 'read', queries)
}

/**
 * Writes that do not depend on each other's results, in ONE round trip and one transaction: all or nothing, committed when
 * it resolves. For single statements that are repeated thousands of times, where begin and commit would be most of the work.
 */
export async function tenantWrite<const Q extends Queries>(ctx: OpContext, queries: Q | (() => Q)): Promise<Rows<Q>> {
  const rows = await oneRoundTrip(ctx, 'write', queries)
  noteSaved(ctx.access)
  return rows
}

function oneRoundTrip<Q extends Queries>(ctx: OpContext, mode: Mode, queries: Q | (() => Q)): Promise<Rows<Q>> {
  checkContext(ctx)
  return renewing(
    () => ctx.access,
    () => attemptRoundTrip(ctx, mode, typeof queries === 'function' ? queries() : queries),
  )
}

async function attemptRoundTrip<Q extends Queries>(ctx: OpContext, mode: Mode, queries: Q): Promise<Rows<Q>> {
  const database = databaseOf(ctx.placement, ctx.tenant)
  const statements = queries.map((query) => forDatabase(database, toStatement(query, ctx.tenant)))
  const client = await connect(database)
  try {
    const [, ...results] = await sendBatch(client, [enter(ctx, database, mode), ...statements])
    client.release()
    return results.map((result) => result.rows) as Rows<Q>
  } catch (error) {
    // The batch was one implicit transaction: already rolled back, the connection is clean unless it is gone.
    client.release(isFatal(error))
    throw translateError(error)
  }
}

class OpenTx implements Tx {
  readonly ctx: OpContext
  readonly mode: Mode
  readonly #client: pg.PoolClient
  readonly #database: Database
  /** The message that begins the transaction, gives it its context and carries the first query. */
  #opening: Promise<BatchResult[]> | undefined
  #closed = false
  /** What the opening said, if the permissions were outdated: `fn` may have met another error because of it, or none. */
  outdated: unknown
  #afterCommit: (() => void)[] = []

  constructor(ctx: OpContext, mode: Mode, client: pg.PoolClient, database: Database) {
    this.ctx = ctx
    this.mode = mode
    this.#client = client
    this.#database = database
  }

  async all<R>(query: Query<R>): Promise<R[]> {
    return (await this.#send(query)).rows as R[]
  }

  async one<R>(query: Query<R>): Promise<R> {
    const row = await this.maybe(query)
    if (row === undefined) throw new Problem('not_found')
    return row
  }

  async maybe<R>(query: Query<R>): Promise<R | undefined> {
    return (await this.all(query))[0]
  }

  async run(query: Query<unknown>): Promise<number> {
    return (await this.#send(query)).rowCount ?? 0
  }

  sql<R>(text: string, values: readonly unknown[]): Promise<R[]> {
    const query: SqlQuery<R> = { text, values }
    return this.all(query)
  }

  afterCommit(fn: () => void): void {
    this.#afterCommit.push(fn)
  }

  runAfterCommit(): void {
    for (const fn of this.#afterCommit) fn()
  }

  /** Reading has nothing to lose: its commit is sent and not waited for, the next user of the connection queues behind it. */
  async commit(): Promise<void> {
    this.#closed = true
    if (!this.#opening) return
    const committed = sendBatch(this.#client, [forDatabase(this.#database, commit)])
    if (this.mode === 'read') {
      committed.catch(() => undefined)
      await this.#opening
      return
    }
    const [, [result]] = await Promise.all([this.#opening, committed])
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: a swallowed failure must not look saved.
    if (result?.command === 'ROLLBACK')
      throw new Error('A statement of this transaction failed and its error was swallowed; nothing was saved.')
  }

  async rollback(): Promise<void> {
    this.#closed = true
    try {
      if (this.#opening) await sendBatch(this.#client, [forDatabase(this.#database, rollback)])
      this.#client.release()
    } catch {
      this.#client.release(true)
    }
  }

  async #send(query: Query<unknown>): Promise<BatchResult> {
    if (this.#closed) throw new ContextLostError('This transaction is over. Await every query before the function that got the tx returns.')
    const statement = forDatabase(this.#database, toStatement(query, this.ctx.tenant))
    const results = this.#opening ? await this.#sendNext(this.#opening, statement) : await this.#open(statement)
    const result = results.at(-1)
    if (!result) throw new Error('The database gave no result')
    return result
  }

  #open(statement: Statement): Promise<BatchResult[]> {
    const { ctx, mode } = this
    this.#opening = sendBatch(this.#client, [forDatabase(this.#database, begin[mode]), enter(ctx, this.#database, mode), statement])
    this.#opening.catch((error: unknown) => {
      if (isOutdated(error)) this.outdated = error
    })
    return this.#opening
  }

  /** Does not wait for the opening to be answered. If that fails, its error says why; the query's own would only say "aborted". */
  async #sendNext(opening: Promise<BatchResult[]>, statement: Statement): Promise<BatchResult[]> {
    const [opened, answered] = await Promise.allSettled([opening, sendBatch(this.#client, [statement])])
    if (opened.status === 'rejected') throw opened.reason
    if (answered.status === 'rejected') throw answered.reason
    return answered.value
  }
}

const begin = {
  read: { text: 'begin isolation level repeatable read read only', values: [], name: 'begin-read' },
  // Said, since revisions are compared by what was committed until then.
  write: { text: 'begin isolation level read committed', values: [], name: 'begin' },
} as const
const commit = { text: 'commit', values: [], name: 'commit' }
const rollback = { text: 'rollback', values: [], name: 'rollback' }

function enter(ctx: OpContext, database: Database, mode: Mode) {
  const seal = database.sealer.seal(ctx)
  return forDatabase(database, { text: 'select tenancy.enter($1, $2)', values: [seal, mode === 'read'], name: 'enter' })
}

async function connect(database: Database): Promise<pg.PoolClient> {
  try {
    return await database.pool.connect()
  } catch (error) {
    throw translateError(error)
  }
}

function checkContext(ctx: OpContext): void {
  if (!ctx?.tenant) throw new ContextLostError('Tenant data was asked for without an organization.')
  const current = peekContext()
  if (current && current.tenant !== ctx.tenant) {
    throw new ContextLostError('The context handed over belongs to another organization than the operation that runs.')
  }
}

function isFatal(error: unknown): boolean {
  const code = (error as { code?: string }).code
  // Five characters: an answer of the server. Anything else: the connection broke. Class 57P and 08: the server ended it.
  return code?.length !== 5 || code.startsWith('57P') || code.startsWith('08')
}
