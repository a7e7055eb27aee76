/** An import as /api/v1/imports sends it. */
export type ImportState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
export type DateOrder = 'ymd' | 'mdy' | 'dmy'
export type UnknownChoice = 'create' | 'report' | 'blank'
export type DuplicateChoice = 'merge' | 'skip' | 'report'

export interface ColumnProfile {
  name: string
  filled: number
  /** Up to five different values. */
  samples: string[]
  /** Parts of the filled values, 0 to 1. */
  dates: number
  numbers: number
  dateAmbiguous: boolean
  decimalAmbiguous: boolean
}

export interface Detection {
  format: 'csv' | 'xlsx'
  delimiter: string
  encoding: string
  encodingCertain: boolean
  /** Row of the headings; 0: none. */
  header: number
  sheet: string | null
  sheets: string[]
  rows: number
  dateOrder: DateOrder | null
  columns: ColumnProfile[]
  warnings: string[]
}

export interface ColumnMapping {
  column: number
  name: string
  field: string | null
  /** 0 to 1; 1 when a person or an earlier import said so. */
  confidence: number
  dateOrder: DateOrder
  decimal: '.' | ','
  scale: 1 | 1000 | 1_000_000
  take: 'all' | 'firstNumber' | 'beforeComma' | 'afterComma'
  unknown: UnknownChoice
  /** Accepted near misses: value in the file → value taken instead. */
  replacements: Record<string, string>
  remembered?: boolean
}

export interface ImportOptions {
  duplicates: DuplicateChoice
  currency?: string
  unreadable: 'report' | 'blank'
  shifted: 'join' | 'report'
}

export interface Import {
  id: string
  /** Plural of the object: 'deals'. */
  object: string
  filename: string
  state: ImportState
  detection: Detection
  mapping: ColumnMapping[]
  options: ImportOptions
  total: number
  processed: number
  created: number
  merged: number
  failed: number
  skipped?: number
  createdAt: string
  finishedAt?: string | null
  /** Why it failed as a whole, as a sentence. */
  error?: string | null
}

/** What a person chose about how the file is read; the rest is detected again. */
export interface FileChoices {
  delimiter?: string
  encoding?: string
  header?: number
  sheet?: string
}

export interface ImportChanges {
  mapping?: ColumnMapping[]
  options?: ImportOptions
  file?: FileChoices
}

export interface Proposal {
  column: number
  value: string
  proposal: string
  rows: number
  likeness?: 'same' | 'similar'
}

export interface PreviewCell {
  field: string
  text: string
  value: unknown
  problem?: string
}

export interface PreviewRow {
  number: number
  cells: PreviewCell[]
  outcome?: 'create' | 'merge' | 'skip' | 'report'
}

export interface ImportPreview {
  toCreate: number
  toMerge: number
  toReport: number
  toSkip?: number
  rows: PreviewRow[]
  proposals: Proposal[]
}
