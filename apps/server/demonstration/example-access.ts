import { randomUUID } from 'node:crypto'
import { type Access, copyTemplate, type PolicyDocument, withAccess } from '@freehold/access'
import { crmRoleTemplates } from '@freehold/crm'
import { findMembersByName, findOrganization, memberKey } from '@freehold/identity'
import type { Identity, Organization, Visitor } from '@freehold/identity'
import { type OpContext, withContext } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { controlTx } from '@freehold/tenancy/control'
import {
  insertAtOffice,
  insertNode,
  insertPolicy,
  insertRole,
  insertTeam,
  placeRecordQuery,
  recordPlacesQuery,
} from './example-access-queries.ts'
import { type ExampleOrganization, examplePassword } from './example-organizations.ts'

/**
 * Places, a team, two roles and the people who have them: so that whoever walks around can sign in as somebody who may see less, and
 * ask why. Once: an organization that has a policy is left alone.
 */
export async function giveExampleAccess(identity: Identity, access: Access, visitor: Visitor, example: ExampleOrganization): Promise<void> {
  const organization = await findOrganization(visitor.placement, example.slug)
  if (organization === undefined || example.colleagues.length === 0) return
  if ((await access.snapshot(organization.id)).policyVersion > 0) return
  const ctx = systemContext(access, visitor, organization.id)
  await withContext(ctx, async () => {
    const names = [...example.colleagues.map(({ name }) => name), ...example.agents.map(([name]) => name)]
    const ids = await tenantTx(ctx, 'read', (tx) => findMembersByName(tx, names))
    await addColleagues(identity, visitor, organization, example, ids)
    await controlTx(ctx.placement, async (tx) => {
      await tx.enter(ctx, { governs: true })
      const root = await insertNode(tx, ctx.tenant, example.name, 'company', null)
      for (const [region, sites] of example.places) {
        const parent = await insertNode(tx, ctx.tenant, region, 'region', root)
        for (const site of sites) await insertNode(tx, ctx.tenant, site, 'site', parent)
      }
      await insertPolicy(tx, ctx.tenant, policyOf(example), 'Two roles to try')
      for (const { name, role } of example.colleagues) {
        const id = ids.get(memberKey(name)) ?? ''
        await insertAtOffice(tx, ctx.tenant, id)
        await insertRole(tx, ctx.tenant, id, role)
      }
      const team = example.agents.slice(0, 2).map(([name]) => ids.get(memberKey(name)) ?? '')
      await insertTeam(tx, ctx.tenant, 'Key accounts', team)
    })
    await tenantTx(ctx, 'write', async (tx) => {
      for (const table of ['crm.company', 'crm.contact', 'crm.deal'] as const)
        for (const record of await tx.all(recordPlacesQuery(table, ctx.tenant))) await tx.run(placeRecordQuery(table, ctx.tenant, record))
    })
  })
}

async function addColleagues(
  identity: Identity,
  visitor: Visitor,
  organization: Organization,
  { colleagues }: ExampleOrganization,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { name, email } of colleagues)
    await identity.addMember(visitor, organization, {
      name,
      email,
      password: examplePassword,
      role: 'guest',
      memberId: ids.get(memberKey(name)),
    })
}

function policyOf({ colleagues }: ExampleOrganization): PolicyDocument {
  const copies = colleagues.flatMap(({ role }) => {
    const template = crmRoleTemplates.find((one) => one.key === role)
    return template === undefined ? [] : [copyTemplate(template, template.key, template.name)]
  })
  return {
    roles: copies.map((copy) => copy.role),
    rules: copies.flatMap((copy) => copy.rules),
    settings: { secondApprover: false, manyPeople: 25 },
  }
}

function systemContext(access: Access, { log, placement }: Visitor, tenant: string): OpContext {
  const actor = { kind: 'system', name: 'Freehold' } as const
  return { tenant, actor, kind: 'cli', requestId: randomUUID(), log, placement, ...withAccess(access.system('cli')) }
}
