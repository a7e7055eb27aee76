import { type BatchResult, type Statement, sendBatch, translateError } from '@freehold/postgres'
import type { Placement } from '@freehold/kernel'
import { type Database, controlOf, forDatabase } from './placement.ts'
import type { SealedFacts } from './seal.ts'

/** A transaction as freehold_control: users, credentials, sessions, the register of organizations. Identity's alone. */
export interface ControlTx {
  sql<R>(text: string, values: readonly unknown[]): Promise<R[]>
  /** Gives the transaction an organization's context, so that tenant rows can be written and the ledger knows who. Once. */
  enter(facts: SealedFacts): Promise<void>
}

/** All or nothing, like `tenantTx`. Rejects with the same problems. */
export async function controlTx<T>(placement: Placement, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  const database = controlOf(placement)
  const client = await database.pool.connect().catch((error: unknown) => Promise.reject(translateError(error)))
  const send = async (statement: Statement): Promise<BatchResult | undefined> =>
    (await sendBatch(client, [forDatabase(database, statement)]))[0]
  const tx: ControlTx = {
    async sql<R>(text: string, values: readonly unknown[]): Promise<R[]> {
      return ((await send({ text, values }))?.rows ?? []) as R[]
    },
    async enter(facts) {
      await send({ text: 'select tenancy.enter($1, false)', values: [database.sealer.seal(facts)] })
    },
  }
  try {
    await sendBatch(client, [{ text: 'begin', values: [] }])
    const result = await fn(tx)
    await sendBatch(client, [{ text: 'commit', values: [] }])
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

/** One statement as freehold_control, without a transaction around it. Name it where it runs often: its plan is kept. */
export async function controlQuery<R>(placement: Placement, statement: Statement): Promise<R[]> {
  const database: Database = controlOf(placement)
  const client = await database.pool.connect().catch((error: unknown) => Promise.reject(translateError(error)))
  try {
    const [result] = await sendBatch(client, [forDatabase(database, statement)])
    client.release()
    return (result?.rows ?? []) as R[]
  } catch (error) {
    client.release(true)
    throw translateError(error)
  }
}
