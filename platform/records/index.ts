export * from './definition/field.ts'
export * from './definition/metadata.ts'
export * from './definition/object-schema.ts'
export * from './definition/object.ts'
export * from './definition/operator.ts'
export { accessResource } from './access/access-resource.ts'
export { valueSchema } from './definition/field-schema.ts'
export {
  Catalog,
  type CatalogOptions,
  type PlannedUpdate,
  type RecordRules,
  type RecordType,
  type ReferenceTarget,
  type Remark,
  type RemarkSource,
} from './catalog.ts'
export { catalogRoutes } from './catalog-routes.ts'
export { type ListQuery, listRecords, type Page, totalRecords, walkRecords } from './list/list-service.ts'
export { recordRoutes } from './record/record-routes.ts'
export type { RecordView } from './record/view-queries.ts'
export type { StoredRecord } from './record/record-queries.ts'
export { createRecord, deleteRecord, getRecord, restoreRecord, updateRecord } from './record/record-service.ts'
export { type InsertOutcome, insertMany, type UpdateOutcome, updateMany } from './record/bulk-service.ts'
export { newId } from './record/id.ts'
export { readNames } from './record/names.ts'
export { recordReader } from './facts/record-reader.ts'
export { shareRoutes } from './share/share-routes.ts'
export { exportRecords, type ExportFormat } from './export/export-service.ts'
export { exportRoutes } from './export/export-routes.ts'
export { errorFile } from './import/error-file.ts'
export { proposeFile } from './import/file-proposal.ts'
export type { Preview } from './import/import-preview.ts'
export { cancelImport, failImport, startImport, undoImport } from './import/import-control-service.ts'
export { changeImport, createImport, preview as previewStored, previewFile, readImport } from './import/import-service.ts'
export type { ImportQueue, ImportSettings } from './import/stored-import.ts'
export { type ColumnMapping, columnMappingSchema, type ImportOptions, importOptionsSchema } from './import/mapping.ts'
export { importRoutes } from './import/import-routes.ts'
export type { ImportJob } from './import/import-job.ts'
export { runImport } from './import/import-run.ts'
export { undoRun } from './import/import-undo.ts'
export type { ImportView } from './import/import-view.ts'
export type { ImportCatalog, ImportTarget, ReferenceSource } from './import/target.ts'
