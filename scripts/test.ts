import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * `npm test`: everything, in the order in which a mistake shows soonest. Every step runs even if one before it failed,
 * so that one run tells all; the exit code is 1 if any did. `npm test -- unit attack` runs those suites alone.
 */
interface Step {
  name: string
  command: string
  args: string[]
}

const bin = (name: string): string => join('node_modules', '.bin', name)
const suite = (name: string): Step => ({ name, command: bin('vitest'), args: ['run', '--project', name] })
const generated = (name: string): Step => ({
  name: `generated ${name}`,
  command: process.execPath,
  args: [`scripts/generate-${name}.ts`, '--check'],
})

const steps: Step[] = [
  { name: 'types', command: bin('tsc'), args: ['-p', '.'] },
  { name: 'types of the page', command: bin('tsc'), args: ['-p', 'apps/web'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', command: bin('oxfmt'), args: ['--check', '.'] },
  { name: 'layers', command: bin('depcruise'), args: ['apps', 'domains', 'platform', '--config', '.dependency-cruiser.mjs'] },
  { name: 'dead code', command: bin('knip'), args: [] },
  generated('types'),
  generated('client'),
  generated('errors'),
  generated('roles'),
  generated('configuration'),
  suite('unit'),
  suite('database'),
  suite('attack'),
  suite('browser'),
]

const wanted = process.argv.slice(2)
const chosen = wanted.length === 0 ? steps : steps.filter((step) => wanted.includes(step.name))
const outcomes = chosen.map((step) => {
  process.stdout.write(`\n── ${step.name}\n`)
  const started = performance.now()
  const { status, error } = spawnSync(step.command, step.args, { stdio: 'inherit' })
  if (error) process.stdout.write(`${error.message}\n`)
  return { name: step.name, passed: status === 0, seconds: (performance.now() - started) / 1000 }
})

process.stdout.write('\n')
for (const { name, passed, seconds } of outcomes)
  process.stdout.write(`${passed ? '✔' : '✘'} ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s\n`)
const failed = outcomes.filter((outcome) => !outcome.passed).length
process.stdout.write(`\n${outcomes.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && outcomes.length > 0 ? 0 : 1
