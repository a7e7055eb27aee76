import { Problem } from '@freehold/kernel'
import { controlTx } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import { beginAttempt, endAttempt } from '../attempt/attempt.ts'
import type { Attempt } from '../attempt/attempt.ts'
import type { Deps, Visitor } from '../deps.ts'
import { findAccount, updatePasswordHash } from '../user/user-queries.ts'
import type { Account } from '../user/user-queries.ts'

/** A password that was given, judged. */
export interface Proof {
  /** Undefined: there is no such account. */
  readonly account: Account | undefined
  readonly proven: boolean
  /** To be called in the transaction that acts on a good proof: the failures in a row are over. */
  settle(tx: ControlTx): Promise<void>
}

/**
 * Counts the attempt, then compares the password; as much work with an account as without (ASVS 6.3.8). The database is not held
 * while Argon2 works. Rejects with Problem `too_many_requests`.
 */
export async function provePassword(deps: Deps, visitor: Visitor, email: string, password: string): Promise<Proof> {
  const { account, attempt } = await controlTx(visitor.placement, async (tx) => {
    const found = await findAccount(tx, email, visitor.address)
    const begun: Attempt = { email, address: visitor.address, familiar: found?.familiar ?? false }
    await beginAttempt(tx, begun)
    return { account: found, attempt: begun }
  })
  const stored = account?.hash ?? undefined
  const proven = await deps.passwords.verify(stored, password)
  const renewed = proven && stored !== undefined && deps.passwords.isOutdated(stored) ? await deps.passwords.hash(password) : undefined
  return {
    account,
    proven,
    async settle(tx) {
      await endAttempt(tx, attempt)
      if (renewed !== undefined && account !== undefined) await updatePasswordHash(tx, account.id, renewed)
    },
  }
}

/** The same for a wrong address and a wrong password. */
export function signInFailed(visitor: Visitor, detail?: string): Problem {
  visitor.log.warn({ address: visitor.address }, 'A sign-in failed')
  return new Problem('sign_in_failed', detail === undefined ? {} : { detail })
}
