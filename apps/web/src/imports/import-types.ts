import type { Import, ImportPreview } from '@freehold/client'

export type { Import, ImportPreview }
export type ImportState = Import['state']
export type ColumnMapping = Import['mapping'][number]
export type ImportOptions = Import['options']
export type ColumnProfile = Import['detection']['columns'][number]
export type DateOrder = ColumnMapping['dateOrder']
export type UnknownChoice = ColumnMapping['unknown']
export type PreviewRow = ImportPreview['rows'][number]
export type PreviewCell = PreviewRow['cells'][number]
export type Proposal = ImportPreview['proposals'][number]
/** Cells that can be read once only a part of them is taken. */
export type PartProposal = ImportPreview['partProposals'][number]

/** What a person chose about how the file is read; the rest is detected again. */
export interface FileChoices {
  delimiter?: string
  encoding?: string
  header?: number
  sheet?: string
}

export interface ImportChanges {
  mapping?: readonly ColumnMapping[]
  options?: ImportOptions
  /** Reads the file anew in this way; the mapping is proposed anew then. */
  file?: FileChoices
}
