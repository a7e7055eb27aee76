import { describe, expect, it } from 'vitest'
import { ConfigError, resolveConfig, settings } from './index.ts'
import type { ConfigSources, Setting } from './index.ts'

function failureOf(sources: ConfigSources): string {
  try {
    resolveConfig(sources)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return String(error)
  }
  throw new Error('expected the configuration to be refused')
}

describe('resolveConfig', () => {
  it('takes the environment over the file over the default and says which', () => {
    const { config, entries } = resolveConfig({ environment: { PORT: '8080' }, file: { port: 9000, host: '::1' } })
    expect(config).toMatchObject({ port: 8080, host: '::1', databasePoolSize: 10 })
    const source = (key: string) => entries.find((entry) => entry.key === key)?.source
    expect([source('port'), source('host'), source('databasePoolSize'), source('databaseUrl')]).toEqual([
      'environment',
      'file',
      'default',
      'unset',
    ])
  })

  it('takes an empty variable as unset', () => {
    expect(resolveConfig({ environment: { DATABASE_URL: '', PORT: '' } }).config).toMatchObject({ port: 7420 })
  })

  it.each([
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', 'abc', 'whole number'],
    ['PUBLIC_ORIGIN', 'https://crm.example.com/path', 'no path'],
    ['SESSION_IDLE', '3 weeks', 'a number and a unit'],
    ['LOG_LEVEL', 'loud', 'must be trace, debug'],
    ['DEMO', 'yes', 'must be auto, on or off'],
  ])('names %s=%s, its problem and an example', (name, value, problem) => {
    const message = failureOf({ environment: { [name]: value } })
    expect(message).toContain(`${name} is wrong: "${value}" (from the environment)`)
    expect(message).toContain(problem)
    expect(message).toMatch(new RegExp(`Example: ${name}=\\S`))
  })

  it('reports everything that is wrong at once', () => {
    const message = failureOf({ environment: { PORT: 'x', LOG_LEVEL: 'y' }, file: { prt: 1, home: '/x', host: {} } })
    for (const part of [
      'PORT is wrong',
      'LOG_LEVEL is wrong',
      'prt is not a setting',
      'home can only come from the environment',
      'host must be',
    ]) {
      expect(message).toContain(part)
    }
  })

  it('never shows a secret, neither in the list nor in an error', () => {
    const url = 'postgres://owner:hunter2@db.example.com/freehold'
    const { entries } = resolveConfig({ environment: { DATABASE_URL: url } })
    expect(JSON.stringify(entries)).not.toContain('hunter2')
    expect(failureOf({ environment: { DATABASE_URL: 'mysql://owner:hunter2@db' } })).not.toContain('hunter2')
  })

  it('has a default and an example for every setting that its own check accepts', () => {
    for (const setting of Object.values(settings) as Setting[]) {
      expect(setting.schema.safeParse(setting.example).success, setting.env).toBe(true)
      if (setting.default !== undefined) expect(setting.schema.safeParse(setting.default).success, setting.env).toBe(true)
    }
  })
})
