import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, resolveConfig, settings } from '@freehold/kernel'
import type { Config, ConfigEntry } from '@freehold/kernel'
import { homePath } from './home.ts'

/** Reads environment and `<home>/freehold.json`. Throws ConfigError naming everything that is wrong. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): {
  config: Config
  entries: ConfigEntry[]
  filePath: string
} {
  const home = homePath(environment[settings.home.env] || settings.home.default)
  const filePath = join(home, 'freehold.json')
  const { config, entries } = resolveConfig({ environment, filePath, ...(existsSync(filePath) ? { file: parse(filePath) } : {}) })
  const shown = entries.map((entry) => (entry.key === 'home' ? { ...entry, value: home } : entry))
  return { config: { ...config, home }, entries: shown, filePath }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ConfigError([
      { name: path, message: `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`, example: '{ "port": 8080 }' },
    ])
  }
}
