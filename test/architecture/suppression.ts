import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Ways around a rule. There are none: a wrong rule is changed for everyone (docs/decisions/0001-layers.md). */
const waysAround: [RegExp, string][] = [
  [/(?:eslint|oxlint|biome|prettier|oxfmt)-(?:disable|ignore)/, 'switches a lint rule off'],
  [/@ts-(?:ignore|expect-error|nocheck)/, 'switches type checking off'],
  [/(?:v8|c8|istanbul) ignore/, 'hides code from coverage'],
  [/\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf)\b/, 'leaves tests out'],
  [/depcruise-disable/, 'switches a layer rule off'],
  [/\bas any\b|: any(?=\s*(?:[,;)=\]>|&']|$))|<any>/, 'gives up on types'],
]

/** Lines of a source text that go around a rule: `what (line n)`. */
export function findWaysAround(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, i) => waysAround.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${what} (line ${i + 1}): ${line.trim()}`))
}

/** Every source file under version control, and new ones not yet added. */
export function sourceFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\n')
  return listed.filter((file) => /\.(?:ts|tsx|mjs|js|sql)$/.test(file) && !file.startsWith('test/architecture/'))
}

export function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Deleted in the work tree, still in the index.
    return ''
  }
}
