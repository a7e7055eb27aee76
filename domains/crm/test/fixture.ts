import { tenantTx } from '@freehold/tenancy'
import type { TestDatabase, TestOrganization } from '../../../test/harness/database.ts'
import { crmCatalog, listPipelines, prepareCrm } from '../index.ts'

export const [deal, company, contact, product, note] = ['deal', 'company', 'contact', 'product', 'note'].map((name) =>
  crmCatalog.type(name),
) as [
  ReturnType<typeof crmCatalog.type>,
  ReturnType<typeof crmCatalog.type>,
  ReturnType<typeof crmCatalog.type>,
  ReturnType<typeof crmCatalog.type>,
  ReturnType<typeof crmCatalog.type>,
]

/** Both organizations as registration leaves them: Acme counts in euros, Globex in dollars. */
export async function prepareBoth(db: TestDatabase): Promise<void> {
  await tenantTx(db.acme.as('owner'), 'write', (tx) => prepareCrm(tx, { currency: 'EUR' }))
  await tenantTx(db.globex.as('owner'), 'write', (tx) => prepareCrm(tx, { currency: 'USD' }))
}

/** Ids of the first pipeline's stages by name. */
export async function stageIds(organization: TestOrganization): Promise<Record<string, string>> {
  const [pipeline] = await listPipelines(organization.as('viewer'))
  return Object.fromEntries((pipeline?.stages ?? []).map((stage) => [stage.name, stage.id]))
}
