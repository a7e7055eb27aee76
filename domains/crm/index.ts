import type { MemberRoute } from '@freehold/kernel'
import { catalogRoutes, recordRoutes } from '@freehold/records'
import { crmCatalog } from './catalog.ts'
import { pipelineRoutes } from './pipeline/pipeline-routes.ts'

export const crmRoutes: MemberRoute[] = [
  ...catalogRoutes(crmCatalog),
  ...crmCatalog.types.flatMap((type) => recordRoutes(crmCatalog, type)),
  ...pipelineRoutes,
]

/** The kinds of records that have lists, totals, trash, import and export. */
export const crmObjects = crmCatalog.objects

export { crmCatalog }
export { company } from './company/company.ts'
export { contact } from './contact/contact.ts'
export { deal } from './deal/deal.ts'
export { note } from './note/note.ts'
export { product } from './product/product.ts'
export { prepareCrm } from './organization-preparation.ts'
export type { Pipeline } from './pipeline/pipeline.ts'
export { listPipelines, seedPipeline } from './pipeline/pipeline-service.ts'
