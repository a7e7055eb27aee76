import type { MemberRoute } from '@freehold/kernel'
import { catalogRoutes, exportRoutes, importRoutes, recordRoutes, shareRoutes } from '@freehold/records'
import { crmCatalog } from './catalog.ts'
import { crmImports } from './import/import-catalog.ts'
import { importJobs, importQueue } from './import/import-jobs.ts'
import { pipelineRoutes } from './pipeline/pipeline-routes.ts'

export const crmRoutes: MemberRoute[] = [
  ...catalogRoutes(crmCatalog),
  // Before `/deals/:id`, which would take `export` for an id.
  ...crmCatalog.types.filter((type) => !type.embedded).flatMap((type) => exportRoutes(crmCatalog, type)),
  ...crmCatalog.types.flatMap((type) => recordRoutes(crmCatalog, type)),
  ...crmCatalog.types.filter((type) => !type.embedded).flatMap((type) => shareRoutes(crmCatalog, type)),
  ...importRoutes({ catalog: crmImports, queue: importQueue }),
  ...pipelineRoutes,
]

/** The kinds of records that have lists, totals, trash, import and export. */
export const crmObjects = crmCatalog.objects

export const crmJobs = importJobs

export { crmRoleTemplates } from './access/templates.ts'
export { crmAccessModel } from './access/crm-access.ts'
export { crmCatalog, crmImports, importQueue }
export { company } from './company/company.ts'
export { contact } from './contact/contact.ts'
export { deal } from './deal/deal.ts'
export { note } from './note/note.ts'
export { product } from './product/product.ts'
export { prepareCrm } from './organization-preparation.ts'
export type { Pipeline } from './pipeline/pipeline.ts'
export { listPipelines, readStages, seedPipeline } from './pipeline/pipeline-service.ts'
