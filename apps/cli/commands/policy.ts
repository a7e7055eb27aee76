import type { Installation, PolicyCheck, PolicyText } from '@freehold/server'
import { type Command, Option } from 'commander'

type Format = 'text' | 'json'

interface CheckOptions {
  organization?: string
  format: Format
}

interface ApplyOptions {
  organization: string
  reason: string
  format: Format
}

/** The file is no policy. */
const faulty = 1

export function addPolicyCommand(program: Command): void {
  const policy = program.command('policy').description('Who may do what in an organization, from files (docs/guides/permissions.md).')
  policy
    .command('check')
    .description('Say what is wrong with a policy, or what it says. Exit code: 0 nothing is wrong, 1 something is.')
    .argument('<file>', 'JSON: {"roles": [], "rules": [], "settings": {}}')
    .option('--organization <slug>', 'look up its people, teams and places, and show what would change')
    .addOption(format())
    .action(check)
  policy
    .command('show')
    .description('Print the policy of an organization.')
    .argument('<organization>', 'short name of the organization')
    .addOption(format())
    .action(show)
  policy
    .command('apply')
    .description('Make a file the policy of an organization, at once and without a second person.')
    .argument('<file>', 'JSON, as `show --format json` prints it')
    .requiredOption('--organization <slug>', 'short name of the organization')
    .requiredOption('--reason <text>', 'why; it stands in the history')
    .addOption(format())
    .action(apply)
}

function format(): Option {
  return new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text')
}

async function check(file: string, { organization, format }: CheckOptions): Promise<void> {
  const { checkPolicyFile, checkPolicyFor } = await import('@freehold/server')
  const report =
    organization === undefined
      ? await checkPolicyFile(file)
      : await withInstallation((installation) => checkPolicyFor(installation, organization, file))
  print(format, report, checkLines)
  if (report.problems.length > 0) process.exitCode = faulty
}

async function show(organization: string, { format }: { format: Format }): Promise<void> {
  const { showPolicy } = await import('@freehold/server')
  const policy = await withInstallation((installation) => showPolicy(installation, organization))
  // The document alone, so that it can be changed and applied again.
  process.stdout.write(format === 'json' ? `${JSON.stringify(policy.document, null, 2)}\n` : `${policyLines(policy).join('\n')}\n`)
}

async function apply(file: string, { organization, reason, format }: ApplyOptions): Promise<void> {
  const { applyPolicyFile } = await import('@freehold/server')
  const saved = await withInstallation((installation) => applyPolicyFile(installation, { file, organization, reason }))
  print(format, saved, ({ version, alerts }) => [
    `Version ${version} counts from now on.`,
    ...alerts.map(({ sentence }) => `Alert: ${sentence}`),
  ])
}

async function withInstallation<T>(use: (installation: Installation) => Promise<T>): Promise<T> {
  const { createLog, openInstallation, readConfiguration } = await import('@freehold/server')
  const installation = await openInstallation(readConfiguration().config, 'policy', createLog({ logLevel: 'warn', logFormat: 'text' }))
  try {
    return await use(installation)
  } finally {
    await installation.close()
  }
}

function print<T extends object>(format: Format, report: T, linesOf: (report: T) => readonly string[]): void {
  process.stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : `${linesOf(report).join('\n')}\n`)
}

function checkLines({ problems, sentences, changes }: PolicyCheck): string[] {
  if (problems.length > 0) return problems.map(({ path, message }) => `${path === '' ? 'The file' : path}: ${message}`)
  return [
    ...sentenceLines(sentences),
    ...(changes === null
      ? []
      : ['', changes.length === 0 ? 'Nothing would change.' : 'What would change:', ...changes.flatMap(changeLines)]),
  ]
}

function changeLines({ kind, rule, before, after }: NonNullable<PolicyCheck['changes']>[number]): string[] {
  return [`${kind} ${rule}`, ...(before === null ? [] : [`  - ${before}`]), ...(after === null ? [] : [`  + ${after}`])]
}

function policyLines({ version, document, sentences }: PolicyText): string[] {
  const roles = document.roles.map(({ key, name }) => `${key}  ${name}`)
  return [
    version === 0 ? 'No policy: the built-in roles decide alone.' : `Version ${version}`,
    ...(roles.length === 0 ? [] : ['', 'Roles', ...roles]),
    ...(document.rules.length === 0 ? [] : ['', 'Rules', ...sentenceLines(sentences)]),
  ]
}

function sentenceLines(sentences: PolicyText['sentences']): string[] {
  const width = Math.max(0, ...Object.keys(sentences).map((id) => id.length))
  return Object.entries(sentences).map(([id, sentence]) => `${id.padEnd(width)}  ${sentence}`)
}
