import { leastRoles as row } from '../model/model.ts'
import type { LeastRoles, ResourceModel } from '../model/model.ts'

/**
 * What the built-in roles may do with the platform's own resources: the least role that may. docs/reference/roles.md is generated from
 * here and from what domains add. A guest reads what the page cannot do without, and no record.
 * Reading the ledger is the organization-wide view; the timeline of one record goes with reading that record. Teams include territories;
 * assignments are the roles given to people and teams, and their profiles; `policies.manage` is what a second administrator has.
 */
const least = {
  //                 read      create    update    delete    restore   share     import    export    manage
  members: /*     */ row('guest', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'admin', 'admin', 'owner'),
  invitations: /* */ row('admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'nobody', 'owner'),
  organization: /**/ row('viewer', 'nobody', 'admin', 'owner', 'nobody', 'nobody', 'nobody', 'owner', 'owner'),
  policies: /*    */ row('admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'nobody', 'owner'),
  assignments: /* */ row('admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody'),
  teams: /*       */ row('viewer', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody'),
  hierarchy: /*   */ row('viewer', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody'),
  ledger: /*      */ row('admin', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'admin', 'nobody'),
  imports: /*     */ row('member', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'nobody', 'admin'),
  jobs: /*        */ row('member', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'nobody', 'admin'),
  trash: /*       */ row('member', 'nobody', 'nobody', 'admin', 'member', 'nobody', 'nobody', 'nobody', 'admin'),
  search: /*      */ row('guest', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody'),
  objects: /*     */ row('guest', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'admin'),
} as const satisfies Record<string, LeastRoles>

type Name = keyof typeof least

/** Who governs and who belongs: no rule may shut the owners out of these (`language/lockout.ts`). */
export const governingResources: readonly Name[] = ['members', 'organization', 'policies', 'assignments']

export const administrationResources: readonly ResourceModel[] = [
  resource('administration', 'members', 'member', 'members'),
  resource('administration', 'invitations', 'invitation', 'invitations'),
  resource('administration', 'organization', 'organization', 'the organization'),
  resource('administration', 'policies', 'policy', 'policies'),
  resource('administration', 'assignments', 'assigned role', 'assigned roles'),
  resource('administration', 'teams', 'team', 'teams'),
  resource('administration', 'hierarchy', 'place', 'places'),
  resource('administration', 'ledger', 'entry of the ledger', 'the ledger'),
  resource('workspace', 'imports', 'import', 'imports'),
  resource('workspace', 'jobs', 'background job', 'background jobs'),
  resource('workspace', 'trash', 'thing in the trash', 'the trash'),
  resource('workspace', 'search', 'search', 'the search'),
  resource('workspace', 'objects', 'kind of record', 'kinds of records'),
]

function resource(area: 'administration' | 'workspace', name: Name, singular: string, plural: string): ResourceModel {
  return { name, area, singular, plural, least: least[name] }
}
