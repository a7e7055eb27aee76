import { type BatchResult, isLockTimeout, type Statement, sendBatch, translateError } from '@freehold/postgres'
import { type AccessView, type Placement, Problem } from '@freehold/kernel'
import { type Database, controlOf, forDatabase } from './placement.ts'
import { noteSaved, renewing } from './renewal.ts'
import type { SealedFacts } from './seal.ts'

/** A transaction as freehold_control: users, credentials, sessions, the register of organizations, what decides in an organization. */
export interface ControlTx {
  sql<R>(text: string, values: readonly unknown[]): Promise<R[]>
  /**
   * Gives the transaction an organization's context, so that tenant rows can be written and the ledger knows who. Once. `governs`: it
   * will take permissions away, so it waits for writers that were decided by them and makes new ones wait; the first thing it does.
   */
  enter(facts: SealedFacts, options?: { readonly governs?: boolean }): Promise<void>
}

/**
 * All or nothing, like `tenantTx`. Rejects with the same problems, and runs again like it where the permissions of the context that
 * it entered are outdated.
 */
export async function controlTx<T>(placement: Placement, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  const scope: Scope = { access: undefined }
  try {
    const result = await renewing(
      () => scope.access,
      () => attemptTx(controlOf(placement), scope, fn),
    )
    noteSaved(scope.access)
    return result
  } finally {
    // Also after a failure: the answer to a commit may be lost on the way.
    lastControl.set(placement, performance.now())
  }
}

const lastControl = new WeakMap<Placement, number>()

/** Of `performance.now()`: what this process read earlier about people and permissions may be outdated by its own doing. */
export function lastControlOf(placement: Placement): number {
  return lastControl.get(placement) ?? Number.NEGATIVE_INFINITY
}

interface Scope {
  /** Of the context that was entered. */
  access: AccessView | undefined
}

async function attemptTx<T>(database: Database, scope: Scope, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  const client = await connect(database)
  const send = async (...statements: Statement[]): Promise<BatchResult | undefined> =>
    (
      await sendBatch(
        client,
        statements.map((statement) => forDatabase(database, statement)),
      )
    ).at(-1)
  const tx: ControlTx = {
    async sql<R>(text: string, values: readonly unknown[]): Promise<R[]> {
      return ((await send({ text, values }))?.rows ?? []) as R[]
    },
    async enter(facts, { governs = false } = {}) {
      scope.access = facts.access
      const enter = { text: 'select tenancy.enter($1, false)', values: [database.sealer.seal(facts)] }
      if (governs) await send({ text: 'select tenancy.govern($1)', values: [facts.tenant] }, enter).catch(explainWaiting)
      else await send(enter)
    },
  }
  try {
    // Read committed, said: revisions are compared by what was committed until then.
    await sendBatch(client, [{ text: 'begin isolation level read committed', values: [] }])
    const result = await fn(tx)
    const [committed] = await sendBatch(client, [{ text: 'commit', values: [] }])
    // As in tenantTx: PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
    if (committed?.command === 'ROLLBACK')
      throw new Error('A statement of this transaction failed and its error was swallowed; nothing was saved.')
    client.release()
    return result
  } catch (error) {
    const clean = await sendBatch(client, [{ text: 'rollback', values: [] }]).then(
      () => true,
      () => false,
    )
    client.release(!clean)
    throw translateError(error)
  }
}

function explainWaiting(error: unknown): never {
  if (!isLockTimeout(error)) throw error
  throw new Problem('unavailable', {
    detail:
      'Work that began before this change is still being saved, and permissions change only when it is. Nothing was changed; try again.',
    cause: error,
  })
}

/** One statement as freehold_control, without a transaction around it. Name it where it runs often: its plan is kept. */
export async function controlQuery<R>(placement: Placement, statement: Statement): Promise<R[]> {
  return attemptQuery(controlOf(placement), [statement])
}

/** One statement as freehold_control that reads an organization's own rows, under its sealed context and in the same round trip. */
export async function controlRead<R>(placement: Placement, facts: SealedFacts, statement: Statement): Promise<R[]> {
  const database = controlOf(placement)
  return attemptQuery(database, [
    { text: 'select tenancy.enter($1, true)', values: [database.sealer.seal(facts)], name: 'enter-to-read' },
    statement,
  ])
}

async function attemptQuery<R>(database: Database, statements: readonly Statement[]): Promise<R[]> {
  const client = await connect(database)
  try {
    const results = await sendBatch(
      client,
      statements.map((statement) => forDatabase(database, statement)),
    )
    client.release()
    return (results.at(-1)?.rows ?? []) as R[]
  } catch (error) {
    client.release(true)
    throw translateError(error)
  }
}

function connect(database: Database) {
  return database.pool.connect().catch((error: unknown) => Promise.reject(translateError(error)))
}
