import type { ImportReport } from '@freehold/server'
import { type Command, Option } from 'commander'

interface ImportOptions {
  organization: string
  object: string
  map?: string
  dryRun?: true
  acceptNearMisses?: true
  errors?: string
  resume?: string
  format: 'text' | 'json'
}

/** Some rows are in the error file. */
const someFailed = 1
/** Nothing was imported. */
const refused = 2

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('Import a CSV file or an Excel workbook into an organization. Exit code: 0 all rows are in, 1 some are in the error file, 2 nothing was imported.')
    .argument('<file>', 'the .csv or .xlsx file; with --resume the name for its error file')
    .requiredOption('--organization <slug>', 'short name of the organization')
    .requiredOption('--object <plural>', 'what the rows are: companies, contacts, products, deals or members')
    .option('--map <file>', 'JSON: where columns go and how they are read (docs/guides/import.md)')
    .option('--dry-run', 'show what would happen and keep nothing')
    .option('--accept-near-misses', 'take every proposed correction, such as "GTXPro" → "GTX Pro"')
    .option('--errors <file>', 'where rows go that cannot be imported; default: <file>-errors.csv')
    .option('--resume <id>', 'go on with an import that was interrupted')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (file: string, options: ImportOptions) => {
      const { reportFailure } = await import('../failure.ts')
      try {
        const report = await run(file, options)
        process.stdout.write(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : asText(report))
        process.exitCode = failedRows(report) > 0 ? someFailed : 0
      } catch (error) {
        reportFailure(error)
        process.exitCode = refused
      }
    })
}

type Report = Omit<ImportReport, 'preview'> & Partial<Pick<ImportReport, 'preview'>>

async function run(file: string, options: ImportOptions): Promise<Report> {
  const { createLog, importFile, openInstallation, readConfiguration, resumeImport } = await import('@freehold/server')
  const installation = await openInstallation(readConfiguration().config, 'import', createLog({ logLevel: 'warn', logFormat: 'text' }))
  const request = {
    organization: options.organization,
    errors: options.errors ?? `${file.replace(/\.(csv|tsv|txt|xlsx)$/i, '')}-errors.csv`,
    onProgress: progress(options.format === 'text' && process.stderr.isTTY),
  }
  try {
    if (options.resume !== undefined) return await resumeImport(installation, options.resume, request)
    return await importFile(installation, {
      ...request,
      file,
      object: options.object,
      map: options.map,
      dryRun: options.dryRun ?? false,
      acceptNearMisses: options.acceptNearMisses ?? false,
    })
  } finally {
    await installation.close()
  }
}

function progress(shown: boolean): (done: number, total: number) => void {
  return (done, total) => {
    if (shown && total > 0) process.stderr.write(`\r${done.toLocaleString('en')} of ${total.toLocaleString('en')} rows${done >= total ? '\n' : ''}`)
  }
}

function failedRows(report: Report): number {
  return report.imported ? report.import.failed : (report.preview?.counts.toReport ?? 0)
}

function asText(report: Report): string {
  const { detection, mapping, filename, object } = report.import
  const width = Math.max(...mapping.map((column) => column.name.length))
  const lines = [
    `${filename} → ${object}`,
    `  ${detection.rows.toLocaleString('en')} rows, ${detection.format === 'csv' ? `CSV, ${detection.encoding}, separated by ${JSON.stringify(detection.delimiter)}` : `sheet "${detection.sheet ?? ''}"`}`,
    ...detection.warnings.map((warning) => `  ! ${warning}`),
    '',
    ...mapping.map((column) => `  ${column.name.padEnd(width)}  ${column.field === null ? '–' : `→ ${column.field}`}`),
    ...proposals(report),
    '',
    ...table(counts(report)),
    ...(report.errors === null ? [] : ['', `Rows that were not imported, with reasons: ${report.errors}`]),
    ...(report.imported ? ['', `Import ${report.import.id}`] : ['', 'This was a dry run: nothing was kept.']),
  ]
  return `${lines.join('\n')}\n`
}

function proposals(report: Report): string[] {
  const found = report.preview?.proposals ?? []
  const parts = report.preview?.partProposals ?? []
  const name = (column: number): string => report.import.mapping[column]?.name ?? ''
  if (found.length + parts.length === 0) return []
  return [
    '',
    'Look at these:',
    ...found.map((miss) => `  ${name(miss.column)}: "${miss.value}" → "${miss.proposal}"? (${miss.rows.toLocaleString('en')} rows)`),
    ...parts.map((part) => `  ${name(part.column)}: take only "${part.example.to}" of "${part.example.from}"? ("take": "${part.take}", ${part.rows.toLocaleString('en')} rows)`),
  ]
}

function counts(report: Report): [string, number][] {
  if (report.imported) {
    const { created, merged, skipped, failed, total, referencesCreated } = report.import
    return [['created', created], ['merged', merged], ['skipped', skipped], ['in the error file', failed], ['all rows', total], ['records made for unknown names', referencesCreated]]
  }
  const { toCreate = 0, toMerge = 0, toSkip = 0, toReport = 0, rows = 0 } = report.preview?.counts ?? {}
  const made = Object.values(report.preview?.newReferences ?? {}).reduce((sum, one) => sum + one, 0)
  return [['to create', toCreate], ['to merge', toMerge], ['to skip', toSkip], ['for the error file', toReport], ['all rows', rows], ['records to make for unknown names', made]]
}

function table(rows: readonly [string, number][]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length))
  const digits = Math.max(...rows.map(([, count]) => count.toLocaleString('en').length))
  return rows.map(([label, count]) => `  ${label.padEnd(width)}  ${count.toLocaleString('en').padStart(digits)}`)
}
