import { createHash } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { claimKeyQuery, keepAnswerQuery, keptAnswerQuery } from './idempotency-queries.ts'

/**
 * Runs `create` once for each key of the actor (R8): the same request again gets the first answer, another request with the
 * same key Problem `idempotency_conflict`. In the transaction of the create, so answer and record exist together or not at all.
 * `again`: the kept answer as the actor may see it now.
 */
export async function once<T extends Record<string, unknown>>(
  tx: Tx,
  request: { key: string | undefined; operation: string; body: unknown },
  create: () => Promise<T>,
  again: (kept: T) => Promise<T>,
): Promise<T> {
  const { key, operation, body } = request
  if (key === undefined) return create()
  const { actor, tenant } = tx.ctx
  const who = actor.kind === 'member' ? actor.id : actor.name
  const fingerprint = createHash('sha256')
    .update(`${operation}\n${canonical(body)}`)
    .digest()
  const claimed = await tx.maybe(claimKeyQuery(tenant, who, key, fingerprint))
  if (claimed === undefined) return again(await replay<T>(tx, who, key, fingerprint))
  const answer = await create()
  await tx.run(keepAnswerQuery(tenant, claimed.id, answer))
  return answer
}

async function replay<T>(tx: Tx, who: string, key: string, fingerprint: Buffer): Promise<T> {
  const kept = await tx.one(keptAnswerQuery(tx.ctx.tenant, who, key))
  if (!kept.fingerprint.equals(fingerprint)) {
    throw new Problem('idempotency_conflict', {
      detail: 'This key came with another request before. Nothing was changed; use a new key for a new request.',
    })
  }
  return kept.response as T
}

/** JSON with members in order: the same body however it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
