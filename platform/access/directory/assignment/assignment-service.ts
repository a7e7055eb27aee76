import { Problem } from '@freehold/kernel'
import type { FieldError, OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { builtInRoles } from '../../model/model.ts'
import { changeDirectory } from '../change.ts'
import type { DirectoryTx } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import { policyQuery } from '../use-queries.ts'
import type { Assignment, NewAssignment } from './assignment.ts'
import {
  deleteAssignmentRow,
  deleteExpiredAssignments,
  findAssignment,
  insertAssignment,
  listAssignments,
  readAssignment,
  targetsExist,
  teamPeople,
} from './assignment-queries.ts'

export async function allAssignments(ctx: OpContext): Promise<Assignment[]> {
  ctx.authorize('read', 'assignments')
  const [assignments] = await tenantRead(ctx, [listAssignments(ctx.tenant)])
  return assignments
}

/** Throws Problem `invalid_input` naming what is wrong, `already_exists` where it is given already. */
export async function giveRole(ctx: OpContext, assignment: NewAssignment): Promise<Assignment> {
  ctx.authorize('update', 'assignments')
  const faults = [...targetFaults(assignment), ...expiryFaults(assignment)]
  if (faults.length > 0) throw refused(faults)
  return changeDirectory(ctx, async (tx) => {
    const wrong = [...(await roleFaults(tx, ctx.tenant, assignment.role)), ...(await missing(tx, ctx.tenant, assignment))]
    if (wrong.length > 0) throw refused(wrong)
    await authorizeFor(ctx, tx, assignment)
    await deleteExpiredAssignments(tx, ctx.tenant)
    if ((await findAssignment(tx, ctx.tenant, assignment)) !== undefined)
      throw new Problem('already_exists', { detail: 'This role is given already. Take it back first to change until when.' })
    return insertAssignment(tx, ctx.tenant, assignment)
  })
}

export async function takeRole(ctx: OpContext, id: string): Promise<void> {
  ctx.authorize('update', 'assignments')
  await changeDirectory(ctx, async (tx) => {
    const assignment = await readAssignment(tx, ctx.tenant, id)
    if (assignment === undefined) throw new Problem('not_found')
    await authorizeFor(ctx, tx, assignment)
    await deleteAssignmentRow(tx, ctx.tenant, id)
  })
}

async function authorizeFor(ctx: OpContext, tx: DirectoryTx, { role, memberId, teamId }: NewAssignment): Promise<void> {
  const people = teamId === null ? [] : await teamPeople(tx, ctx.tenant, teamId)
  authorizeGrant(ctx, { to: memberId === null ? people : [memberId], roles: [role] })
}

function targetFaults({ memberId, teamId }: NewAssignment): FieldError[] {
  if ((memberId === null) !== (teamId === null)) return []
  return [{ path: 'memberId', message: 'A role is given to a person or to a team: name exactly one of memberId and teamId.' }]
}

function expiryFaults({ expiresAt }: NewAssignment): FieldError[] {
  if (expiresAt === null || new Date(expiresAt).getTime() > Date.now()) return []
  return [{ path: 'expiresAt', message: 'This moment has passed. Leave it out for a role without end.' }]
}

/** Built-in roles can be given too: for one place, for a time, to a team. */
async function roleFaults(tx: DirectoryTx, tenant: string, role: string): Promise<FieldError[]> {
  const { text, values } = policyQuery(tenant)
  const [policy] = await tx.sql<{ document: { roles: { key: string }[] } }>(text, values)
  const known = [...builtInRoles, ...(policy?.document.roles ?? []).map(({ key }) => key)]
  return known.includes(role) ? [] : [{ path: 'role', message: `There is no role ${role}; known are ${known.join(', ')}.` }]
}

async function missing(tx: DirectoryTx, tenant: string, assignment: NewAssignment): Promise<FieldError[]> {
  const found = await targetsExist(tx, tenant, assignment)
  const faults: FieldError[] = []
  if (assignment.memberId !== null && found?.member !== true) faults.push({ path: 'memberId', message: 'There is no such member.' })
  if (assignment.teamId !== null && found?.team !== true) faults.push({ path: 'teamId', message: 'There is no such team.' })
  if (assignment.nodeId !== null && found?.node !== true) faults.push({ path: 'nodeId', message: 'There is no such place.' })
  return faults
}

function refused(errors: FieldError[]): Problem {
  return new Problem('invalid_input', { ...(errors[0] && { detail: errors[0].message }), errors })
}
