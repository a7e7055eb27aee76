import type { Deps, Visitor } from '../deps.ts'
import { createOrganization } from '../organization/organization-service.ts'
import { checkNewPassword } from '../password/password-rules.ts'
import { openSession, viewSession } from '../session/session-service.ts'
import type { Opened } from '../session/session-service.ts'
import { provePassword, signInFailed } from '../session/sign-in.ts'
import type { Organization } from '../settings.ts'
import { insertUser } from '../user/user-queries.ts'
import { changeIdentity } from '../session/session-cache.ts'

export interface NewRegistration {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly organizationName: string
  readonly currency?: string | undefined
  readonly timeZone?: string | undefined
}

const taken = 'Nothing was created. If you have an account with this address already, use its password, or sign in.'

/**
 * User, credential, organization, owner and session in ONE transaction. Somebody who has an account and gives its password gets a
 * further organization; a wrong one is answered like a failed sign-in, after as much work. That the address is taken can be concluded
 * from it all the same until addresses are verified by mail: docs/decisions/0003-identity-split.md.
 */
export async function register(
  deps: Deps,
  visitor: Visitor,
  registration: NewRegistration & { slug?: string },
): Promise<Opened & { organization: Organization }> {
  const { name, email, password, organizationName, currency, timeZone, slug } = registration
  checkNewPassword(password, { name, email, organization: organizationName }, deps.settings.passwordMinimum)
  const proof = await provePassword(deps, visitor, email, password)
  // Hashed even where it will not be stored: the answer to a taken address must not come sooner.
  const hash = await deps.passwords.hash(password)
  if (proof.account !== undefined && !proof.proven) throw signInFailed(visitor, taken)
  const { organization, session } = await changeIdentity(visitor.placement, async (tx) => {
    const user = proof.account ?? (await insertUser(tx, name, email, hash))
    if (user === undefined) throw signInFailed(visitor, taken)
    await proof.settle(tx)
    const created = await createOrganization(tx, user, { name: organizationName, slug, currency, timeZone }, visitor.requestId)
    return { organization: created, session: await openSession(deps, tx, visitor, user.id, created.id) }
  })
  visitor.log.info({ tenant: organization.id, session: session.id }, 'Registered')
  await deps.keeper.prepare(visitor.placement, organization)
  return { token: session.token, view: await viewSession(deps, visitor, session.id), organization }
}
