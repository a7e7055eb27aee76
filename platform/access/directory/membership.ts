import { Problem } from '@freehold/kernel'
import type { DirectoryTx } from './change.ts'
import { deleteMembership, insertMembership, memberExists } from './membership-queries.ts'
import type { Belonging } from './membership-queries.ts'

/** Throws Problem `not_found` for nobody of the organization; nothing happens to who belongs to it already. */
export async function addMembership(tx: DirectoryTx, tenant: string, to: Belonging, id: string, memberId: string): Promise<void> {
  if (!(await memberExists(tx, tenant, memberId))) throw new Problem('not_found')
  await insertMembership(tx, tenant, to, id, memberId)
}

/** Throws Problem `not_found` where the person does not belong to it. */
export async function removeMembership(tx: DirectoryTx, tenant: string, to: Belonging, id: string, memberId: string): Promise<void> {
  if ((await deleteMembership(tx, tenant, to, id, memberId)) === 0) throw new Problem('not_found')
}
