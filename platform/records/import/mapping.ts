import { z } from 'zod'
import { takes } from './conversion.ts'
import { dateOrders } from './date.ts'

/** What happens with a reference's name that no record has. */
export const unknownChoices = ['create', 'report', 'blank'] as const
/** What happens with a row that names an existing record. */
export const duplicateChoices = ['merge', 'skip', 'report'] as const

/** How one column of the file is imported. */
export const columnMappingSchema = z.object({
  /** Place in the file, from 0. */
  column: z.int().min(0),
  /** Heading as in the file; for people, and to find the column again in the next file. */
  name: z.string(),
  /** Field it goes into; null leaves it out. */
  field: z.string().nullable(),
  /** 0 to 1: how sure the proposal is. 1 when a person or an earlier import said so. */
  confidence: z.number().default(1),
  /** Taken over from the last import of a file with these headings. */
  remembered: z.boolean().default(false),
  dateOrder: z.enum(dateOrders).default('ymd'),
  decimal: z.enum(['.', ',']).default('.'),
  scale: z.union([z.literal(1), z.literal(1000), z.literal(1_000_000)]).default(1),
  take: z.enum(takes).default('all'),
  unknown: z.enum(unknownChoices).default('create'),
  /** Accepted near misses: value in the file → value to take instead. */
  replacements: z.record(z.string(), z.string()).default({}),
})
export type ColumnMapping = z.output<typeof columnMappingSchema>

export const importOptionsSchema = z.object({
  duplicates: z.enum(duplicateChoices).default('merge'),
  /** Fields by which a row finds an existing record, in this order; the object's own where left out. */
  matchBy: z.array(z.string()).optional(),
  /** Of amounts whose row names none; the organization's where left out. */
  currency: z.string().length(3).optional(),
  /** Values for records that the file gives none: field → text as in a cell. */
  defaults: z.record(z.string(), z.string()).default({}),
  /** A cell that cannot be read: the row goes to the error file, or the field stays empty and the row is imported. */
  unreadable: z.enum(['report', 'blank']).default('report'),
  /** A row with more values than columns: rejoin what an unquoted comma split where only one way fits, or report it. */
  shifted: z.enum(['join', 'report']).default('join'),
})
export type ImportOptions = z.output<typeof importOptionsSchema>

export const detectionSchema = z.object({
  format: z.enum(['csv', 'xlsx']),
  delimiter: z.string(),
  encoding: z.string(),
  /** False: several encodings fit the bytes. */
  encodingCertain: z.boolean(),
  /** Number of the row with the headings, as a spreadsheet counts; 0: there is none. */
  header: z.int().min(0),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  /** Rows with something in them, headings not counted. */
  rows: z.int(),
  /** Order of the first column of dates; each column's own is in its mapping. */
  dateOrder: z.enum(dateOrders).nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      filled: z.int(),
      blankTexts: z.int(),
      samples: z.array(z.string()),
      dates: z.number(),
      numbers: z.number(),
      emails: z.number(),
      urls: z.number(),
      dateOrder: z.enum(dateOrders),
      dateAmbiguous: z.boolean(),
      decimal: z.enum(['.', ',']),
      decimalAmbiguous: z.boolean(),
      longest: z.int(),
    }),
  ),
  /** Sentences about what a person should look at. */
  warnings: z.array(z.string()),
})
export type Detection = z.output<typeof detectionSchema>
