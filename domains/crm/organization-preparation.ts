import type { Tx } from '@freehold/tenancy'
import { seedPipeline } from './pipeline/pipeline-service.ts'
import { insertSettingQuery } from './setting/setting-queries.ts'

/** What the CRM puts into a new organization: its currency, its first pipeline. May run again: adds only what is missing. */
export async function prepareCrm(tx: Tx, organization: { readonly currency: string }): Promise<void> {
  await tx.run(insertSettingQuery(organization.currency))
  await seedPipeline(tx)
}
