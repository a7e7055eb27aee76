import { readFileSync } from 'node:fs'
import type { ColumnMapping } from '@freehold/records'
import { columnMappingSchema, importOptionsSchema } from '@freehold/records'
import { z } from 'zod'

// Not `.partial()` of the whole: its defaults would replace what was proposed for the file.
const columnSchema = z.union([z.string(), z.null(), z.record(z.string(), z.unknown())])

/**
 * MAP.json: `{ "columns": { "account": "companyId", "notes": null, "sales_agent": { "field": "ownerId", "unknown": "create" } },
 * "options": { "duplicates": "merge" }, "file": { "delimiter": ";" } }`. Columns by heading; what it does not name is as proposed.
 */
const importMapSchema = z.strictObject({
  columns: z.record(z.string(), columnSchema).default({}),
  options: importOptionsSchema.strict().prefault({}),
  file: z
    .strictObject({ encoding: z.string(), delimiter: z.string().length(1), header: z.int().min(0), sheet: z.string() })
    .partial()
    .optional(),
})

export type ImportMap = z.output<typeof importMapSchema>

export function readImportMap(path: string | undefined): ImportMap {
  if (path === undefined) return importMapSchema.parse({})
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`The map ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  const parsed = importMapSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Error(explain(`The map ${path} is not valid:`, parsed.error, '{ "columns": { "account": "companyId" } }'))
}

function explain(what: string, error: z.ZodError, example: string): string {
  const problems = error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`)
  return [what, ...problems, `  Example: ${example}`].join('\n')
}

/** Throws for a heading that the file does not have: a typing error would otherwise lose a column. */
export function applyMap(proposed: readonly ColumnMapping[], map: ImportMap): ColumnMapping[] {
  const headings = proposed.map((column) => column.name)
  for (const name of Object.keys(map.columns)) {
    if (!headings.includes(name))
      throw new Error(`The map names a column "${name}", which the file does not have; it has ${headings.join(', ')}.`)
  }
  return proposed.map((column) => {
    const chosen = map.columns[column.name]
    if (chosen === undefined) return column
    const changes = chosen === null || typeof chosen === 'string' ? { field: chosen } : chosen
    const parsed = columnMappingSchema.strict().safeParse({ ...column, confidence: 1, ...changes })
    if (parsed.success) return parsed.data
    throw new Error(
      explain(
        `What the map says about the column "${column.name}" is not valid:`,
        parsed.error,
        '{ "field": "ownerId", "unknown": "create" }',
      ),
    )
  })
}
