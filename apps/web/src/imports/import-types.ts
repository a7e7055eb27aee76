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
  /** Taken over from the last import with these headings. */
  remembered?: boolean
}

export interface ImportOptions {
  duplicates: DuplicateChoice
  currency?: string
  /** Values for records that the file gives none: field → text as in a cell. */
  defaults: Record<string, string>
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
  /** Rows that went into a record that existed. */
  merged: number
  skipped: number
  /** Rows in the error file. */
  failed: number
  /** Records made for names that were unknown. */
  referencesCreated: number
  undo: { removed: number; reverted: number; kept: number }
  /** Why it stopped as a whole, as a sentence. */
  error: string | null
  createdBy: { id: string; name: string } | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
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
  /** 'same' letters and digits, or 'similar' by spelling. */
  likeness: 'same' | 'similar'
}

/** Cells that can be read once only a part of them is taken. */
export interface PartProposal {
  column: number
  take: ColumnMapping['take']
  rows: number
  example: { from: string; to: string }
}

export interface PreviewRow {
  number: number
  /** As in the file, by column. */
  cells: string[]
  /** As it would be stored; references by name, amounts in minor units. */
  values: Record<string, unknown>
  problems: { column: number; field: string | null; message: string }[]
}

export interface ImportPreview {
  rows: PreviewRow[]
  counts: { rows: number; toCreate: number; toMerge: number; toSkip: number; toReport: number }
  /** False: time ran out, the counts are of the first `counts.rows` rows. */
  complete: boolean
  /** Records made for unknown names: `{ companies: 3 }`. */
  newReferences: Record<string, number>
  proposals: Proposal[]
  partProposals: PartProposal[]
  /** The first 100 rows for the error file, with their reasons. */
  failures: { number: number; reasons: string[] }[]
}
