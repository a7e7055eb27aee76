import type { Route } from '@freehold/kernel'
import { explainRoutes } from './explain/explain-routes.ts'
import type { RoleTemplate } from './language/template.ts'
import { draftRoutes } from './policy/draft-routes.ts'
import { policyRoutes } from './policy/policy-routes.ts'
import { previewRoutes } from './preview/preview-routes.ts'
import type { RecordReader } from './record-reader.ts'

export interface AccessRoutesOptions {
  readonly records: RecordReader
  /** Roles that organizations copy and change. */
  readonly templates: readonly RoleTemplate[]
}

/** Who may do what, why, and what a change would do. */
export function accessRoutes({ records, templates }: AccessRoutesOptions): readonly Route[] {
  return [...policyRoutes, ...draftRoutes, ...previewRoutes(records), ...explainRoutes(records, templates)]
}
