import { z } from 'zod'
import { takes } from './conversion.ts'
import type { Preview, PreviewRow } from './import-preview.ts'

const cellSchema = z.object({
  field: z.string(),
  /** As in the file. */
  text: z.string(),
  /** As it would be stored: amounts in minor units, references by name. */
  value: z.unknown(),
  problem: z.string().optional(),
})

export const previewSchema = z
  .object({
    toCreate: z.int(),
    toMerge: z.int(),
    toSkip: z.int(),
    toReport: z.int(),
    complete: z.boolean().describe('False: the file is long, the counts are of its first `checked` rows'),
    checked: z.int(),
    rows: z.array(
      z.object({
        number: z.int(),
        cells: z.array(cellSchema),
        outcome: z.enum(['create', 'merge', 'skip', 'report']),
        problems: z.array(z.string()),
      }),
    ),
    newReferences: z.record(z.string(), z.int()).describe('Records to be made for unknown names, by plural name'),
    proposals: z.array(
      z.object({ column: z.int(), value: z.string(), proposal: z.string(), rows: z.int(), likeness: z.enum(['same', 'similar']) }),
    ),
    partProposals: z.array(
      z.object({ column: z.int(), take: z.enum(takes), rows: z.int(), example: z.object({ from: z.string(), to: z.string() }) }),
    ),
    failures: z.array(z.object({ number: z.int(), reasons: z.array(z.string()) })),
  })
  .meta({ id: 'ImportPreview' })

export function viewPreview(preview: Preview): z.output<typeof previewSchema> {
  const { counts, complete, newReferences } = preview
  return {
    toCreate: counts.toCreate,
    toMerge: counts.toMerge,
    toSkip: counts.toSkip,
    toReport: counts.toReport,
    complete,
    checked: counts.rows,
    rows: preview.rows.map(viewRow),
    newReferences: { ...newReferences },
    proposals: preview.proposals.map((proposal) => ({ ...proposal })),
    partProposals: preview.partProposals.map((proposal) => ({ ...proposal })),
    failures: preview.failures.map(({ number, reasons }) => ({ number, reasons: [...reasons] })),
  }
}

function viewRow(row: PreviewRow): z.output<typeof previewSchema>['rows'][number] {
  const cells = row.mapped.map(({ column, field }) => {
    const problem = row.problems.find((one) => one.column === column)
    return {
      field,
      text: row.cells[column] ?? '',
      value: row.values[field] ?? null,
      ...(problem === undefined ? {} : { problem: problem.message }),
    }
  })
  return { number: row.number, cells, outcome: row.outcome, problems: [...row.reasons] }
}
