import type { ConfigEntry } from '@freehold/kernel'
import { type Command, Option } from 'commander'

export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('Show every setting, its value and where it comes from; secrets are masked.')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }) => {
      const { readConfiguration } = await import('@freehold/server')
      const { entries, filePath } = readConfiguration()
      process.stdout.write(
        format === 'json' ? `${JSON.stringify({ file: filePath, settings: entries }, null, 2)}\n` : asText(entries, filePath),
      )
    })
}

function asText(entries: readonly ConfigEntry[], filePath: string): string {
  const nameWidth = Math.max(...entries.map((entry) => entry.name.length))
  const valueWidth = Math.max(...entries.map((entry) => shown(entry).length))
  const indent = ' '.repeat(nameWidth + 2)
  const lines = entries.map(
    (entry) =>
      `${entry.name.padEnd(nameWidth)}  ${shown(entry).padEnd(valueWidth)}  ${entry.source}\n${indent}${entry.description}${entry.member === null ? '' : ` In the file: ${entry.member}.`}`,
  )
  return `${lines.join('\n')}\n\nSources, later ones win: default, file (${filePath}), environment.\n`
}

function shown(entry: ConfigEntry): string {
  return entry.value ?? '–'
}
