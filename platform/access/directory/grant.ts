import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { accessOf } from '../engine/operation-access.ts'
import { pathOf } from '../engine/hierarchy.ts'
import type { Snapshot } from '../engine/facts.ts'
import type { Who } from '../language/policy.ts'
import { type AccessModel, builtInRoles } from '../model/model.ts'
import { ownerRightsIn } from '../policy/owner-rights.ts'

/** Who gets or loses something that decides: a role, a team, a place, a clearance. */
export interface Grant {
  /** Members. */
  readonly to: readonly string[]
  readonly roles?: readonly string[]
  /** Teams that they come into or leave: with all that was given to these and to the teams above. */
  readonly teams?: readonly string[]
}

/**
 * The rule for giving and taking alike, since losing a role may end a deny: it takes `assignments.update`. It takes
 * `policies.manage` where it concerns the person who does it, and where by the built-in roles only owners may what is given; and
 * `members.update` where a built-in role is given, as changing a member's own does: one right, one permission. Throws Problem `forbidden`.
 */
export function authorizeGrant(ctx: OpContext, grant: Grant): void {
  ctx.authorize('update', 'assignments')
  const access = accessOf(ctx)
  const { model, person } = access
  if (person !== undefined && builtInRoles.some((role) => whoOf(person.snapshot, grant).has(`role:${role}`)))
    ctx.authorize('update', 'members')
  // The system is nobody in particular; who is no active member any more was refused above.
  if (person === undefined || access.extent('manage', 'policies') !== 'none') return
  if (grant.to.includes(person.memberId)) throw refused('Nobody changes their own roles, places or clearance.')
  if (carriesOwnerRights(model, person.snapshot, grant)) throw refused('This carries what by the built-in roles only owners may.')
}

/** Whether a rule reaches the roles or teams that allows what by the built-in roles only owners may. */
function carriesOwnerRights(model: AccessModel, snapshot: Snapshot, grant: Grant): boolean {
  const who = whoOf(snapshot, grant)
  if (who.has('role:owner')) return true
  return snapshot.policy.rules.some((rule) => rule.who.some((one) => who.has(one)) && ownerRightsIn(model, rule).length > 0)
}

/** What rules know them by afterwards: the roles and teams of the grant, with all that was given to these teams and those above. */
function whoOf(snapshot: Snapshot, { roles = [], teams = [] }: Grant): Set<Who> {
  const parents = new Map(snapshot.teams.map((team) => [team.id, team.parentId]))
  const above = new Set(teams.flatMap((team) => pathOf(parents, team)))
  const theirs = snapshot.assignments.filter(({ teamId }) => teamId !== null && above.has(teamId)).map(({ role }) => role)
  return new Set<Who>([...[...roles, ...theirs].map((role): Who => `role:${role}`), ...[...above].map((team): Who => `team:${team}`)])
}

function refused(reason: string): Problem {
  return new Problem('forbidden', {
    detail: `${reason} It takes the permission policies.manage: ask an owner of your organization.`,
    members: { action: 'manage', resource: 'policies', reason: 'no_rule' },
  })
}
