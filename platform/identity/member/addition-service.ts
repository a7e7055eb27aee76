import type { Role } from '@freehold/kernel'
import type { Deps, Visitor } from '../deps.ts'
import { insertMembership, newIds } from '../organization/organization-queries.ts'
import { checkNewPassword } from '../password/password-rules.ts'
import { changeIdentity } from '../session/session-cache.ts'
import type { Organization } from '../settings.ts'
import { insertUser } from '../user/user-queries.ts'
import { activateMember, findMember, insertActiveMember } from './member-queries.ts'

export interface AddedMember {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Of the directory, who signs in from now on. */
  readonly memberId?: string | undefined
}

/**
 * A person with an account of their own and a place in the organization, without an invitation: for whoever runs the machine. Resolves
 * with the member's id; undefined where somebody has the address already, whom this changes nothing about.
 */
export async function addMember(deps: Deps, visitor: Visitor, organization: Organization, added: AddedMember): Promise<string | undefined> {
  const { name, email, password, role, memberId } = added
  checkNewPassword(password, { name, email, organization: organization.name }, deps.settings.passwordMinimum)
  const hash = await deps.passwords.hash(password)
  return changeIdentity(visitor.placement, async (tx) => {
    const user = await insertUser(tx, name, email, hash)
    if (user === undefined) return undefined
    const found = memberId === undefined ? undefined : await findMember(tx, organization.id, { id: memberId, email })
    const id = found?.id ?? (await newIds(tx)).member
    await tx.enter(
      { tenant: organization.id, requestId: visitor.requestId, actor: { kind: 'system', name: 'Freehold' } },
      { governs: true },
    )
    if (found === undefined) await insertActiveMember(tx, organization.id, { id, userId: user.id, name, email, role })
    else await activateMember(tx, organization.id, { id, userId: user.id, email, role })
    await insertMembership(tx, user.id, organization.id)
    return id
  })
}
