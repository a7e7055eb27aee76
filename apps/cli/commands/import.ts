import type { ImportView, Preview } from '@freehold/server'
import { access, constants } from 'node:fs/promises'
import { type Command, Option } from 'commander'

interface ImportOptions {
  organization: string
  object: string
  map?: string
  dryRun?: true
  acceptNearMisses?: true
  format: 'text' | 'json'
}

type Report =
  | { readonly dryRun: true; readonly preview: Preview }
  | { readonly dryRun: false; readonly import: ImportView; readonly errors: string | null }

/** Some rows are in the error file. */
const someFailed = 1
/** Nothing, or not all of it, was imported. */
const refused = 2

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Import a CSV file or an Excel workbook. Exit code: 0 every row is in, 1 some are in the error file, 2 it failed.')
    .argument('<file>', 'the .csv or .xlsx file')
    .requiredOption('--organization <slug>', 'short name of the organization')
    .requiredOption('--object <plural>', 'what the rows are: companies, contacts, products, deals or members')
    .option('--map <file>', 'JSON: where columns go and how they are read (docs/guides/import.md)')
    .option('--dry-run', 'show what would happen and keep nothing')
    .option('--accept-near-misses', 'take every proposed correction, such as "GTXPro" → "GTX Pro"')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (file: string, options: ImportOptions) => {
      try {
        const report = await run(file, options)
        process.stdout.write(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : asText(report))
        process.exitCode = exitCode(report)
      } catch (error) {
        const { reportFailure } = await import('../failure.ts')
        reportFailure(error)
        process.exitCode = refused
      }
    })
}

async function run(file: string, options: ImportOptions): Promise<Report> {
  const { createLog, openInstallation, previewFileImport, readConfiguration, readImportMap, runFileImport } =
    await import('@freehold/server')
  const { organization, object, acceptNearMisses = false } = options
  await access(file, constants.R_OK).catch(() => {
    throw new Error(`There is no file ${file}, or it cannot be read.`)
  })
  const request = { file, organization, object, acceptNearMisses, map: readImportMap(options.map) }
  const installation = await openInstallation(readConfiguration().config, 'import', createLog({ logLevel: 'warn', logFormat: 'text' }))
  try {
    if (options.dryRun) return { dryRun: true, preview: await previewFileImport(installation, request) }
    const { view, errorsAt = null } = await runFileImport(
      installation,
      request,
      progress(options.format === 'text' && process.stderr.isTTY),
    )
    return { dryRun: false, import: view, errors: errorsAt }
  } finally {
    await installation.close()
  }
}

function progress(shown: boolean): (view: ImportView) => void {
  return ({ processed, total, state }) => {
    if (shown)
      process.stderr.write(`\r${processed.toLocaleString('en')} of ${total.toLocaleString('en')} rows${state === 'done' ? '\n' : ''}`)
  }
}

function exitCode(report: Report): number {
  if (report.dryRun) return report.preview.counts.toReport > 0 ? someFailed : 0
  if (report.import.state !== 'done') return refused
  return report.import.failed > 0 ? someFailed : 0
}

function asText(report: Report): string {
  const lines = report.dryRun ? previewLines(report.preview) : resultLines(report.import, report.errors)
  return `${lines.join('\n')}\n`
}

function previewLines({ counts, proposals, partProposals, newReferences, failures }: Preview): string[] {
  const made = Object.entries(newReferences).map(([plural, count]): [string, number] => [`new ${plural} for unknown names`, count])
  return [
    ...table([
      ['to create', counts.toCreate],
      ['to merge', counts.toMerge],
      ['to skip', counts.toSkip],
      ['for the error file', counts.toReport],
      ['all rows', counts.rows],
      ...made,
    ]),
    ...proposals.map((miss) => `Column ${miss.column + 1}: "${miss.value}" → "${miss.proposal}"? (${miss.rows.toLocaleString('en')} rows)`),
    ...partProposals.map(
      (part) =>
        `Column ${part.column + 1}: "take": "${part.take}" reads "${part.example.from}" as "${part.example.to}" (${part.rows.toLocaleString('en')} rows)`,
    ),
    ...failures.slice(0, 10).map((failure) => `Row ${failure.number}: ${failure.reasons.join(' ')}`),
    'This was a dry run: nothing was kept.',
  ]
}

function resultLines(view: ImportView, errors: string | null): string[] {
  return [
    ...view.detection.warnings,
    ...view.mapping.map((column) => `${column.name} → ${column.field ?? 'left out'}`),
    '',
    ...table([
      ['created', view.created],
      ['merged', view.merged],
      ['skipped', view.skipped],
      ['in the error file', view.failed],
      ['all rows', view.total],
      ['records made for unknown names', view.referencesCreated],
    ]),
    ...(errors === null ? [] : [`Rows to look at, with reasons: ${errors}`]),
    ...(view.error === null ? [] : [view.error]),
    `Import ${view.id}: ${view.state}`,
  ]
}

function table(rows: readonly [string, number][]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length))
  const digits = Math.max(...rows.map(([, count]) => count.toLocaleString('en').length))
  return rows.map(([label, count]) => `${label.padEnd(width)}  ${count.toLocaleString('en').padStart(digits)}`)
}
