import { settings } from './config.ts'
import type { Config, Setting, SettingKey } from './config.ts'

export type Source = 'default' | 'file' | 'environment' | 'unset'

export interface ConfigSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Parsed `freehold.json`, if there is one. */
  readonly file?: unknown
  /** Its path, for messages. */
  readonly filePath?: string
}

export interface ConfigProblem {
  readonly name: string
  readonly message: string
  readonly example?: string
}

/** One line of `freehold config`. `value` is masked for secrets, null when unset. */
export interface ConfigEntry {
  readonly key: SettingKey
  readonly name: string
  readonly value: string | null
  readonly source: Source
  readonly description: string
  /** Name in the file; null where only the environment can say it. */
  readonly member: string | null
}

/** The configuration is wrong; the message names every wrong setting, what is wrong and a valid example. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(['The configuration is not valid:', ...problems.map(describe)].join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

function describe({ name, message, example }: ConfigProblem): string {
  return `  ${name} ${message}.${example === undefined ? '' : ` Example: ${example}`}`
}

const keys = Object.keys(settings) as SettingKey[]
const mask = '********'

/** Throws ConfigError with all problems at once, so that a person fixes them in one go. */
export function resolveConfig(sources: ConfigSources): { config: Config; entries: ConfigEntry[] } {
  const problems: ConfigProblem[] = []
  const file = fileMembers(sources, problems)
  const values: Partial<Record<SettingKey, unknown>> = {}
  const entries: ConfigEntry[] = []
  for (const key of keys) {
    const setting: Setting = settings[key]
    const [source, text] = pick(setting, sources.environment[setting.env], file.get(key))
    if (text !== undefined) values[key] = check(setting, source, text, sources, problems)
    const shown = setting.secret && text !== undefined ? mask : (text ?? null)
    entries.push({
      key,
      name: setting.env,
      value: shown,
      source,
      description: setting.description,
      member: setting.environmentOnly ? null : key,
    })
  }
  if (problems.length > 0) throw new ConfigError(problems)
  // Sound: every key with a default or a text was checked by its own schema above.
  return { config: values as Config, entries }
}

/** An empty variable counts as unset, as in shells and compose files (`DATABASE_URL=`). */
function pick(setting: Setting, environment: string | undefined, file: string | undefined): [Source, string | undefined] {
  if (environment !== undefined && environment !== '') return ['environment', environment]
  if (file !== undefined) return ['file', file]
  return setting.default === undefined ? ['unset', undefined] : ['default', setting.default]
}

function check(setting: Setting, source: Source, text: string, sources: ConfigSources, problems: ConfigProblem[]): unknown {
  const result = setting.schema.safeParse(text)
  if (result.success) return result.data
  const shown = setting.secret ? 'The value' : JSON.stringify(text)
  const from =
    source === 'file' ? ` (from ${sources.filePath ?? 'freehold.json'})` : source === 'environment' ? ' (from the environment)' : ''
  problems.push({
    name: setting.env,
    message: `is wrong: ${shown}${from} ${result.error.issues[0]?.message ?? 'is not valid'}`,
    example: `${setting.env}=${setting.example}`,
  })
  return undefined
}

/** The file may hold strings, numbers and booleans; each is checked as its text, so both sources have one grammar. */
function fileMembers(sources: ConfigSources, problems: ConfigProblem[]): Map<string, string> {
  const members = new Map<string, string>()
  if (sources.file === undefined) return members
  const path = sources.filePath ?? 'freehold.json'
  if (typeof sources.file !== 'object' || sources.file === null || Array.isArray(sources.file)) {
    problems.push({ name: path, message: 'must hold one JSON object', example: '{ "port": 8080 }' })
    return members
  }
  for (const [key, value] of Object.entries(sources.file)) {
    const problem = memberProblem(key, value)
    if (problem === undefined) members.set(key, String(value))
    else problems.push({ name: `${path}: ${key}`, ...problem })
  }
  return members
}

function memberProblem(key: string, value: unknown): Omit<ConfigProblem, 'name'> | undefined {
  const setting: Setting | undefined = Object.hasOwn(settings, key) ? settings[key as SettingKey] : undefined
  if (setting === undefined) return { message: `is not a setting; there are ${keys.join(', ')}` }
  if (setting.environmentOnly)
    return { message: `can only come from the environment (${setting.env})`, example: `${setting.env}=${setting.example}` }
  if (!['string', 'number', 'boolean'].includes(typeof value))
    return { message: 'must be a text or a number', example: `"${key}": "${setting.example}"` }
  return undefined
}
