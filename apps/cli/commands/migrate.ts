import type { MigrationLine } from '@freehold/server'
import { type Command, InvalidArgumentError, Option } from 'commander'

interface MigrateOptions {
  plan?: true
  status?: true
  down?: number
  format: 'text' | 'json'
}

interface Report {
  readonly database: 'embedded' | 'external'
  readonly action: 'up' | 'down' | 'plan' | 'status'
  readonly migrations: readonly MigrationLine[]
}

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database to this version of Freehold. Start does it too.')
    .addOption(new Option('--plan', 'only show what would be applied').conflicts(['status', 'down']))
    .addOption(new Option('--status', 'show every migration and its state').conflicts(['plan', 'down']))
    .addOption(new Option('--down <number>', 'undo the last migrations, newest first').argParser(count).conflicts(['plan', 'status']))
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (options: MigrateOptions) => {
      const report = await migrate(options)
      process.stdout.write(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : asText(report))
    })
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1, for example --down 1')
  return Number(text)
}

async function migrate(options: MigrateOptions): Promise<Report> {
  const { createLog, migrateDatabase, openInstallation, readConfiguration } = await import('@freehold/server')
  const { config } = readConfiguration()
  const installation = await openInstallation(config, 'migrate', createLog({ logLevel: 'warn', logFormat: 'text' }))
  try {
    const action = options.down !== undefined ? 'down' : options.plan ? 'plan' : options.status ? 'status' : 'up'
    const migrations = await migrateDatabase(installation, action, options.down ?? 0)
    return { database: installation.database.kind, action, migrations }
  } finally {
    await installation.close()
  }
}

const nothing = {
  up: 'Nothing to do: the database is current.',
  plan: 'Nothing would be done: the database is current.',
  status: 'There are no migrations.',
  down: 'Nothing was undone.',
}

function asText({ action, migrations }: Report): string {
  if (migrations.length === 0) return `${nothing[action]}\n`
  const lines = migrations.map(({ number, name, package: owner, state, appliedAt }) =>
    [String(number).padStart(4, '0'), name.padEnd(32), owner.padEnd(20), state, appliedAt ?? ''].join('  ').trimEnd(),
  )
  return `${lines.join('\n')}\n`
}
