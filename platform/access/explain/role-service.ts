import type { Action, OpContext } from '@freehold/kernel'
import type { Extent } from '../engine/decision.ts'
import type { Snapshot } from '../engine/facts.ts'
import { accessOf, type OperationAccess } from '../engine/operation-access.ts'
import { personOf } from '../engine/person.ts'
import { resolvePermission } from '../language/permission.ts'
import type { Rule } from '../language/policy.ts'
import { type AccessModel, builtInRoles, type ResourceModel } from '../model/model.ts'
import { snapshotNaming } from '../policy/mentioned.ts'
import { snapshotOf } from '../policy/proposal.ts'
import { type Sentences, sentencesFor } from '../policy/sentences.ts'
import { actionsOf, Asker } from './asked.ts'
import type { RoleView } from './role-schema.ts'

interface Described {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly builtIn: boolean
  readonly template: string | null
}

const builtIn: Readonly<Record<(typeof builtInRoles)[number], string>> = {
  guest: 'Sees nothing until it is given a role or a record is shared.',
  viewer: 'Sees records, changes nothing.',
  member: 'Works with records.',
  admin: 'Also manages people, pipelines and permissions.',
  owner: 'May do everything, also what administrators may not.',
}

/** Built-in roles from most to least, then the organization's own: what each may do by itself, by which rules, and how many people have it. */
export async function listRoles(ctx: OpContext): Promise<RoleView[]> {
  ctx.authorize('read', 'policies')
  const access = accessOf(ctx)
  const snapshot = snapshotOf(ctx)
  const own = snapshot.policy.roles.map(({ key, name, description = '', template = null }): Described => ({
    key,
    name,
    description,
    builtIn: false,
    template,
  }))
  const given = builtInRoles
    .map((key): Described => ({ key, name: capital(key), description: builtIn[key], builtIn: true, template: null }))
    .toReversed()
  const counts = peopleByRole(access, snapshot)
  const sentences = sentencesFor(access.model, await snapshotNaming(ctx))
  const asker = new Asker(ctx)
  return [...given, ...own].map((role) => ({
    ...role,
    cells: cellsOf(asker, snapshot, role),
    rules: rulesOf(snapshot, sentences, role.key),
    people: counts.get(role.key) ?? 0,
  }))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Through teams as well, and at one place too. */
function peopleByRole({ model }: OperationAccess, snapshot: Snapshot): Map<string, number> {
  const counts = new Map<string, number>()
  for (const member of snapshot.members) {
    const reach = personOf(model, snapshot, member.id)?.subject.reach.keys() ?? []
    for (const who of reach) {
      if (!who.startsWith('role:')) continue
      const role = who.slice('role:'.length)
      counts.set(role, (counts.get(role) ?? 0) + 1)
    }
  }
  return counts
}

function rulesOf({ policy }: Snapshot, sentences: Sentences, key: string): RoleView['rules'] {
  const rules = policy.rules.filter((rule) => rule.who.includes(`role:${key}`))
  return rules.map((rule) => ({ rule: rule.id, effect: rule.effect, sentence: sentences.of(rule) }))
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** What somebody could do who had this role and nothing else: no team, no share, nobody who reports to them. */
function cellsOf(asker: Asker, snapshot: Snapshot, { key, name, builtIn: isBuiltIn }: Described): RoleView['cells'] {
  const role = builtInRoles.find((one) => one === key) ?? 'guest'
  const someone = { id: nobody, name, role, active: true, managerId: null, clearance: null, shift: null }
  const given = isBuiltIn ? [] : [{ role: key, memberId: nobody, teamId: null, nodeId: null, expiresAt: null }]
  const alone: Snapshot = { ...snapshot, members: [someone], assignments: given, teamMembers: [], nodeMembers: [], territoryMembers: [] }
  const { model, context } = asker.access
  const person = personOf(model, alone, nobody)
  const moment = { now: context.now, kind: context.kind }
  const extentOf = (action: Action, resource: ResourceModel): Extent =>
    (resource.record === undefined
      ? person?.extent(action, resource.name, moment)
      : person?.plan(action, resource.name, moment).unshared.extent) ?? 'none'
  const own = isBuiltIn ? [] : snapshot.policy.rules.filter((rule) => rule.fields === undefined && speaksOf(rule, key))
  const some = named(
    model,
    own.filter((rule) => rule.effect === 'allow' && isBounded(rule)),
  )
  const never = named(
    model,
    own.filter((rule) => rule.effect !== 'allow' && !isBounded(rule)),
  )
  // Whoever is asked about has no place and no shift: a rule for the sites of those who have them gives nothing to him, some to them.
  const ofAnybody = (extent: Extent, name: string): Extent => (extent === 'none' && some.has(name) && !never.has(name) ? 'some' : extent)
  return Object.fromEntries(
    model.resources.map((resource) => [
      resource.name,
      Object.fromEntries(
        actionsOf(asker, resource).map((action) => [action, ofAnybody(extentOf(action, resource), `${resource.name}.${action}`)]),
      ),
    ]),
  )
}

function speaksOf({ who }: Rule, role: string): boolean {
  return who.includes('everyone') || who.includes(`role:${role}`)
}

function isBounded({ when, at }: Rule): boolean {
  return when !== undefined || at !== undefined
}

/** As `deals.read`. */
function named(model: AccessModel, rules: readonly Rule[]): ReadonlySet<string> {
  const permissions = rules.flatMap((rule) => rule.permissions).flatMap((text) => resolvePermission(model, text))
  return new Set(permissions.map(({ resource, action }) => `${resource}.${action}`))
}
