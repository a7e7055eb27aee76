import { copyTemplate, parsePolicy } from '@freehold/access'
import type { PolicyDocument } from '@freehold/access'
import { describe, expect, it } from 'vitest'
import { crmAccessModel } from './crm-access.ts'
import { answer } from './fixture/organization.ts'
import type { Question } from './fixture/organization.ts'
import { crmRoleTemplates } from './templates.ts'

const settings = { secondApprover: false, manyPeople: 50 }

/** Every template, copied under its own key. */
const everyRole: PolicyDocument = {
  roles: crmRoleTemplates.map((template) => copyTemplate(template, template.key, template.name).role),
  rules: crmRoleTemplates.flatMap((template) => copyTemplate(template, template.key, template.name).rules),
  settings,
}

it('are a right policy', () => {
  expect(parsePolicy(crmAccessModel, everyRole)).toEqual({ document: everyRole })
})

describe('people with a role from a template', () => {
  const sunday = { now: new Date('2026-11-22T09:30:00Z') }
  const deal = (record: Question['record'], rest: Partial<Question> = {}): Partial<Question> => ({
    resource: 'deals',
    ...(record && { record }),
    ...rest,
  })

  it.each<[string, Question['who'], Question['action'], Partial<Question>]>([
    ['yes: sales-rep-records', 'Ada', 'update', deal({ ownerId: 'Ada' })],
    ['yes: sales-rep-records', 'Ada', 'delete', deal({ ownerId: 'Bert' })],
    ['yes: sales-rep-records', 'Ada', 'read', deal({ ownerId: null, teamId: 'Sales' })],
    ['no: condition_not_met', 'Ada', 'read', deal({ ownerId: 'Sam' })],
    ['no: condition_not_met', 'Ada', 'read', deal({})],
    ['yes: share', 'Ada', 'read', deal({ ownerId: 'Sam' }, { sharedWith: 'Ada' })],
    ['no: condition_not_met', 'Ada', 'update', deal({ ownerId: 'Sam' }, { sharedWith: 'Ada' })],
    ['no: no_rule', 'Ada', 'import', deal(undefined)],
    ['no: no_rule', 'Ada', 'read', { resource: 'policies' }],
    ['no: no_rule', 'Ada', 'update', { resource: 'products', record: {} }],
    ['yes: sales-manager-records', 'Max', 'update', deal({ ownerId: 'Ada' })],
    ['no: condition_not_met', 'Max', 'update', deal({ ownerId: 'Bert' })],
    ['yes: sales-manager-imports', 'Max', 'import', deal(undefined)],
    ['yes: site-manager-records', 'Sam', 'update', deal({ nodeId: 'Hall' })],
    ['no: condition_not_met', 'Sam', 'read', deal({ nodeId: 'Vienna' })],
    ['no: condition_not_met', 'Sam', 'read', deal({ nodeId: 'Linz' }, { context: sunday })],
    ['no: site-manager-no-margin', 'Sam', 'read', deal({ nodeId: 'Linz' }, { field: 'margin' })],
    ['no: site-manager-no-margin', 'Sam', 'update', deal({ nodeId: 'Linz' }, { field: 'margin' })],
    ['yes: allowed', 'Sam', 'read', deal({ nodeId: 'Linz' }, { field: 'amount' })],
    ['yes: allowed', 'Sam', 'read', deal({ nodeId: 'Linz' }, { field: 'margin', sharedWith: 'Sam' })],
    ['yes: auditor-read', 'Ines', 'read', deal({ ownerId: 'Olga', classification: 'restricted' })],
    ['yes: auditor-read', 'Ines', 'export', { resource: 'ledger' }],
    ['yes: auditor-read', 'Ines', 'read', { resource: 'policies' }],
    ['no: auditor-no-changes', 'Ines', 'update', deal({ ownerId: 'Ines' })],
    ['no: no_rule', 'Ines', 'update', { resource: 'policies' }],
    ['yes: security-officer-security', 'Nora', 'update', { resource: 'policies' }],
    ['yes: security-officer-security', 'Nora', 'read', { resource: 'ledger' }],
    ['no: no_rule', 'Nora', 'manage', { resource: 'policies' }],
    ['no: security-officer-no-records', 'Nora', 'read', deal({ ownerId: 'Nora' }, { sharedWith: 'Nora' })],
    ['yes: integration-records', 'Robot', 'update', deal({ ownerId: 'Ada' })],
    ['no: integration-no-removal', 'Robot', 'delete', deal({ ownerId: 'Robot' })],
    ['no: integration-no-removal', 'Robot', 'export', deal(undefined)],
    ['no: integration-no-people', 'Robot', 'read', { resource: 'members' }],
  ])('%s: %s, %s %j', (expected, who, action, rest) => {
    const { allowed, rule, reason } = answer(everyRole, { resource: 'deals', ...rest, who, action })
    expect(`${allowed ? 'yes' : 'no'}: ${rule ?? reason}`).toBe(expected)
  })
})
