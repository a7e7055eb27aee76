import { randomUUID } from 'node:crypto'
import { type Access, withAccess } from '@freehold/access'
import { withContext } from '@freehold/kernel'
import type { Actor, Log, OpContext, Placement } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { controlQuery, controlTx } from '@freehold/tenancy/control'
import { activateMember, findMember, hasActiveOwner, insertActiveMember } from '../member/member-queries.ts'
import type { Organization, OrganizationPreparation } from '../settings.ts'
import { findUser } from '../user/user-queries.ts'
import {
  countDiscrepancies,
  lockMembership,
  markPrepared,
  membershipsWithoutMember,
  newIds,
  organizationById,
  unpreparedOrganizations,
} from './organization-queries.ts'
import type { Discrepancies } from './organization-queries.ts'
import { changeIdentity } from '../session/session-cache.ts'

const actor: Actor = { kind: 'system', name: 'Freehold' }

/** Finishes what could not be one transaction: preparations of new organizations, member records of known members. */
export class OrganizationKeeper {
  readonly #preparations: readonly OrganizationPreparation[]
  readonly #log: Log
  readonly #access: Pick<Access, 'system'>

  constructor(preparations: readonly OrganizationPreparation[], log: Log, access: Pick<Access, 'system'>) {
    this.#preparations = preparations
    this.#log = log
    this.#access = access
  }

  /**
   * The register and an organization's rows are written by two database roles (later perhaps in two databases), so this follows the
   * creation instead of being part of it. A failure is logged and does not undo the organization: `prepared_at` stays null, and the
   * next request of any of its members, or the next start, tries again.
   */
  async prepare(placement: Placement, organization: Organization): Promise<void> {
    const ctx = this.#context(placement, organization.id)
    try {
      await withContext(ctx, () =>
        tenantTx(ctx, 'write', async (tx) => {
          // One at a time: the second finds what the first has done. Released with the transaction.
          await tx.sql(`select pg_advisory_xact_lock(hashtextextended('prepare ' || $1::text, 0))`, [organization.id])
          for (const preparation of this.#preparations) await preparation(tx, organization)
        }),
      )
      await controlQuery(placement, markPrepared(organization.id))
    } catch (error) {
      this.#log.error(
        { tenant: organization.id, requestId: ctx.requestId, err: error },
        'A new organization could not be prepared; trying again with its next request',
      )
    }
  }

  async prepareById(placement: Placement, id: string): Promise<void> {
    const [organization] = await controlQuery<Organization>(placement, organizationById(id))
    if (organization !== undefined) await this.prepare(placement, organization)
  }

  async prepareAll(placement: Placement): Promise<number> {
    const organizations = await controlQuery<Organization>(placement, unpreparedOrganizations())
    for (const organization of organizations) await this.prepare(placement, organization)
    return organizations.length
  }

  /**
   * Gives a user the member records that the register says they should have and an organization's data lacks, after a restored
   * backup say (I8). With the least role: what the lost record allowed is not known. Only where nobody is left who could give
   * them more do they become its owner. Records that are there, disabled ones above all, stay as they are.
   */
  async healMembers(placement: Placement, userId: string): Promise<void> {
    const tenants = await controlTx(placement, (tx) => membershipsWithoutMember(tx, userId))
    for (const tenant of tenants) await this.#healMember(placement, userId, tenant)
  }

  async #healMember(placement: Placement, userId: string, tenant: string): Promise<void> {
    const { requestId } = this.#context(placement, tenant)
    await changeIdentity(placement, async (tx) => {
      await tx.enter({ tenant, actor, requestId })
      const belongs = await lockMembership(tx, userId, tenant)
      const user = await findUser(tx, userId)
      if (!belongs || user === undefined) return
      const found = await findMember(tx, tenant, { userId, email: user.email })
      if (found !== undefined && (found.userId !== null || found.status === 'disabled')) return
      const role = (await hasActiveOwner(tx, tenant)) ? 'viewer' : 'owner'
      const id = found?.id ?? (await newIds(tx)).member
      if (found === undefined) await insertActiveMember(tx, tenant, { id, userId, name: user.name, email: user.email, role })
      else await activateMember(tx, tenant, { id, userId, email: user.email, role })
      this.#log.warn({ tenant, member: id, user: userId, role, requestId }, 'A member record was missing and has been made again')
    })
  }

  #context(placement: Placement, tenant: string): OpContext {
    return { tenant, actor, kind: 'job', requestId: randomUUID(), log: this.#log, placement, ...withAccess(this.#access.system('job')) }
  }
}

/** How far the register and the organizations' data are apart (I8); all zero when they agree. Reads every organization: for checks, not for requests. */
export async function discrepancies(placement: Placement): Promise<Discrepancies> {
  const [counts] = await controlQuery<Discrepancies>(placement, countDiscrepancies())
  return counts ?? { memberMissing: 0, membershipMissing: 0, ownerless: 0 }
}
