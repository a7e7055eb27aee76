import { z } from 'zod'
import type { ObjectDefinition } from '../definition/object.ts'
import { countCap, hasCurrency, type TotalsRow } from './totals-queries.ts'

const sumsSchema = z.record(z.string(), z.number().nullable()).meta({
  description: "By field. Amounts are in the currency's smallest unit; null where the records have several currencies: see byCurrency.",
})

const summarySchema = z.object({
  count: z.int(),
  sums: sumsSchema,
  /** Of the amounts; null when there are none or several. */
  currency: z.string().nullable(),
  byCurrency: z.record(z.string(), z.object({ count: z.int(), sums: z.record(z.string(), z.number().nullable()) })),
})

export const totalsSchema = z
  .union([
    z.object({
      ...summarySchema.partial({ sums: true, currency: true, byCurrency: true }).shape,
      capped: z.boolean().meta({ description: 'There are more than 10,000; ask with exact=true.' }),
    }),
    z.object({ groups: z.array(summarySchema.extend({ value: z.string().nullable() })) }),
  ])
  .meta({ id: 'Totals' })

export type Summary = z.output<typeof summarySchema>
export type Totals = z.output<typeof totalsSchema>

/** Rows by currency as one summary. Counts past the cap say only that there are more. */
export function summarize(object: ObjectDefinition, rows: readonly TotalsRow[], exact: boolean): Totals {
  const summary = fold(object, rows)
  if (!exact && summary.count > countCap) return { count: countCap, capped: true }
  return { ...summary, capped: false }
}

export function summarizeGroups(object: ObjectDefinition, rows: readonly TotalsRow[]): Totals {
  const byValue = new Map<string | null, TotalsRow[]>()
  for (const row of rows) {
    const value = row.value ?? null
    byValue.set(value, [...(byValue.get(value) ?? []), row])
  }
  return { groups: [...byValue].map(([value, group]) => ({ value, ...fold(object, group) })) }
}

function fold(object: ObjectDefinition, rows: readonly TotalsRow[]): Summary {
  const currencies = rows.flatMap((row) => (row.currency === undefined ? [] : [row.currency]))
  const mixed = currencies.length > 1
  const sums: Record<string, number | null> = {}
  for (const name of object.sums) {
    const isAmount = object.fields[name]?.type === 'money'
    sums[name] = isAmount && mixed ? null : rows.reduce((sum, row) => sum + Number(row[`sum.${name}`] ?? 0), 0)
  }
  return {
    count: rows.reduce((count, row) => count + row.count, 0),
    sums,
    currency: mixed ? null : (currencies[0] ?? null),
    byCurrency: hasCurrency(object) ? Object.fromEntries(rows.map((row) => [row.currency ?? '', currencySummary(object, row)])) : {},
  }
}

function currencySummary(object: ObjectDefinition, row: TotalsRow) {
  return { count: row.count, sums: Object.fromEntries(object.sums.map((name) => [name, Number(row[`sum.${name}`] ?? 0)])) }
}
