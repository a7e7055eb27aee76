import type { RoleTemplate } from '@freehold/access'
import { allow, colleague, each, forbid, owned, readable, recordChanges, records, template, work } from './template-rules.ts'
import { atTheirPlaces, duringShift, ofTheirReports, ofTheirTeams, unlessShared } from './template-conditions.ts'

/**
 * Roles to begin with (A2). Each says all that its people may do, and is meant for guests, who may do nothing of themselves: a built-in
 * member keeps what members may. What is shared with somebody they have in any role, unless the role forbids it.
 */
export const crmRoleTemplates: readonly RoleTemplate[] = [
  template('sales-rep', 'Sales rep', 'Works on their own records and those of their teams.', [
    allow('records', each(owned, work), { any: ofTheirTeams }),
    ...colleague,
  ]),
  template('sales-manager', 'Sales manager', 'Does what sales reps do, for all who report to them too; imports lists.', [
    allow('records', each(owned, work), { any: [...ofTheirTeams, ofTheirReports] }),
    allow('imports', [...each(owned, ['import']), 'imports.*', 'jobs.*']),
    ...colleague,
  ]),
  template(
    'site-manager',
    'Site manager',
    'Works on the records of their places during their shift; sees a margin only where the deal is shared.',
    [
      allow('records', each(owned, ['read', 'create', 'update']), { all: [atTheirPlaces, duringShift] }),
      forbid('no-margin', ['deals.*'], { fields: ['margin'], when: unlessShared }),
      ...colleague,
    ],
  ),
  template('security-officer', 'Security officer', 'Says who may do what and reads the ledger; sees no records.', [
    allow('security', [...each(['policies', 'assignments', 'teams', 'hierarchy'], ['read', 'create', 'update', 'delete']), 'ledger.*']),
    allow('people', ['members.read', 'invitations.read', 'organization.read']),
    forbid('no-records', each(records, ['*'])),
  ]),
  template('auditor', 'Read-only auditor', 'Reads and exports everything; changes no record, not even one that is shared to be changed.', [
    allow('read', [...each([...records, ...readable], ['read']), ...each([...records, 'ledger'], ['export'])]),
    forbid('no-changes', recordChanges),
  ]),
  template('integration', 'Integration', 'A program that adds and changes records. It deletes and exports nothing, and knows no people.', [
    allow('records', [...each(owned, ['read', 'create', 'update']), ...each(['products', 'notes', 'tags'], ['read', 'create', 'update'])]),
    forbid('no-removal', each(records, ['delete', 'export'])),
    forbid('no-people', ['members.*', 'invitations.*']),
  ]),
]
