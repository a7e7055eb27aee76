import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findWaysAround, read, sourceFiles } from './suppression.ts'

/** Each wall is shown to stand: a fixture that must fail, beside the same thing done right (K1, T4, ENF). */
const root = resolve(import.meta.dirname, '../..')
let sandbox: string

beforeAll(() => {
  // A small copy of the house, so that a fixture is judged by the real rules at a real place.
  sandbox = mkdtempSync(join(tmpdir(), 'freehold-walls-'))
  for (const file of ['.oxlintrc.json', '.dependency-cruiser.mjs', 'package.json']) cpSync(join(root, file), join(sandbox, file))
  symlinkSync(join(root, 'node_modules'), join(sandbox, 'node_modules'))
  for (const folder of ['kernel', 'postgres', 'tenancy', 'identity', 'http']) {
    put(`platform/${folder}/index.ts`, 'export const door = 1\n')
  }
  put('platform/tenancy/inside.ts', 'export const inside = 1\n')
  put('platform/tenancy/control.ts', 'export const control = 1\n')
  put('domains/crm/index.ts', 'export const crm = 1\n')
  put('apps/server/index.ts', 'export const server = 1\n')
})
afterAll(() => rmSync(sandbox, { recursive: true }))

function put(file: string, text: string): void {
  mkdirSync(dirname(join(sandbox, file)), { recursive: true })
  writeFileSync(join(sandbox, file), text)
}

function judged<T>(file: string, text: string, judge: () => T): T {
  put(file, text)
  try {
    return judge()
  } finally {
    rmSync(join(sandbox, file))
  }
}

const run = (tool: string, args: string[]): string => {
  const { stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', tool), args, { cwd: sandbox, encoding: 'utf8' })
  return stdout + stderr
}

describe('lint forbids, with a reason and a replacement', () => {
  const lint = (file: string, text: string) => judged(file, text, () => run('oxlint', ['-c', '.oxlintrc.json', file]))

  it.each([
    ['a bare connection in a domain', 'domains/crm/deal.ts', `import pg from 'pg'\nexport const pool = new pg.Pool()\n`, 'Use tenantTx'],
    [
      'a bare connection in a platform package',
      'platform/http/list.ts',
      `import { Client } from 'pg'\nexport const client = new Client()\n`,
      'Use tenantTx',
    ],
    ['the driver’s inside', 'domains/crm/deal.ts', `import client from 'pg/lib/client.js'\nexport { client }\n`, 'tenantTx'],
    [
      'the control door in a domain',
      'domains/crm/deal.ts',
      `import { controlTx } from '@freehold/tenancy/control'\nexport { controlTx }\n`,
      'Ask @freehold/identity',
    ],
    [
      'another package’s inside',
      'domains/crm/deal.ts',
      `import { batch } from '@freehold/postgres/batch.ts'\nexport { batch }\n`,
      'through its door',
    ],
    ['any', 'domains/crm/deal.ts', 'export const deal = (value: any): number => value\n', 'no-explicit-any'],
    ['a silenced compiler', 'domains/crm/deal.ts', '// @ts-ignore\nexport const deal = 1\n', 'ban-ts-comment'],
  ])('%s', (_what, file, text, reason) => {
    expect(lint(file, text)).toContain(reason)
  })

  it('lets the same places use tenantTx', () => {
    const text = `import { tenantTx } from '@freehold/tenancy'\nexport const deal = tenantTx\n`
    expect(lint('domains/crm/deal.ts', text)).toContain('0 errors')
  })
})

describe('layers have one direction', () => {
  const cruise = (file: string, text: string) =>
    judged(file, text, () =>
      run('depcruise', ['apps', 'domains', 'platform', '--config', '.dependency-cruiser.mjs', '--output-type', 'err']),
    )

  it.each([
    [
      'platform needs a domain',
      'platform/http/bad.ts',
      `import { crm } from '../../domains/crm/index.ts'\nexport { crm }\n`,
      'platform-knows-no-customer',
    ],
    [
      'platform needs an app',
      'platform/http/bad.ts',
      `import { server } from '../../apps/server/index.ts'\nexport { server }\n`,
      'platform-knows-no-customer',
    ],
    [
      'a domain needs an app',
      'domains/crm/bad.ts',
      `import { server } from '../../apps/server/index.ts'\nexport { server }\n`,
      'domains-know-no-app',
    ],
    [
      'a lower package needs a higher one',
      'platform/kernel/bad.ts',
      `import { door } from '../http/index.ts'\nexport { door }\n`,
      'platform-order-kernel',
    ],
    [
      'only as a type',
      'platform/kernel/bad.ts',
      `import type { door } from '../http/index.ts'\nexport type Door = typeof door\n`,
      'platform-order-kernel',
    ],
    [
      'through a side entrance',
      'domains/crm/bad.ts',
      `import { inside } from '../../platform/tenancy/inside.ts'\nexport { inside }\n`,
      'one-door',
    ],
    [
      'control from a domain',
      'domains/crm/bad.ts',
      `import { control } from '../../platform/tenancy/control.ts'\nexport { control }\n`,
      'control-door',
    ],
    [
      'the page reaches into the server',
      'apps/web/src/bad.ts',
      `import { server } from '../../server/index.ts'\nexport { server }\n`,
      'page-is-apart',
    ],
    ['a circle', 'domains/crm/bad.ts', `import { bad } from './bad.ts'\nexport const crm = bad\n`, 'no-cycle'],
  ])('%s', (_what, file, text, rule) => {
    expect(cruise(file, text)).toContain(rule)
  })

  it('lets a domain use the platform through its door', () => {
    expect(cruise('domains/crm/good.ts', `import { door } from '../../platform/tenancy/index.ts'\nexport const good = door\n`)).toContain(
      'no dependency violations',
    )
  })
})

describe('the compiler refuses', () => {
  const compile = (text: string): string => {
    const file = join(root, 'domains', 'crm', `wall-${process.pid}.ts`)
    writeFileSync(file, text)
    try {
      execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.', '--noEmit'], { cwd: root, encoding: 'utf8' })
      return ''
    } catch (error) {
      const output = (error as { stdout: string }).stdout
      return output
        .split('\n')
        .filter((line) => line.includes(`wall-${process.pid}`))
        .join('\n')
    } finally {
      rmSync(file)
    }
  }

  it('the pool, a query that runs by itself, a route without access; and accepts what is right', () => {
    const output = compile(`
import { SingleDatabase, openPool, tenantTx } from '@freehold/tenancy'
import { type Route, memberRoute, publicRoute } from '@freehold/kernel'
import { z } from 'zod'
export const pool = openPool
export const database = (placement: SingleDatabase) => placement.pool
const shape = { method: 'GET', path: '/x', id: 'x', summary: 'x', tag: 'x', response: z.object({}) } as const
export const open: Route = { ...shape, handler: async () => ({ body: {} }) }
export const half = memberRoute({ ...shape, handler: async () => ({ body: {} }) })
export const right = publicRoute({ ...shape, handler: async () => ({ body: {} }) })
export const read = tenantTx
`)
    const lines = [...output.matchAll(/\((\d+),/g)].map((match) => Number(match[1]))
    expect([...new Set(lines)].sort((a, b) => a - b)).toEqual([2, 6, 8, 9])
  })
})

describe('there is no way around', () => {
  it('in any source file', () => {
    const found = sourceFiles().flatMap((file) => findWaysAround(read(file)).map((what) => `${file} ${what}`))
    expect(found).toEqual([])
  })

  it('and the search for one finds one', () => {
    for (const text of [
      '// eslint-disable-next-line no-console',
      '// @ts-expect-error',
      'it.skip(',
      'const x: any = 1',
      'x as any',
      '/* oxlint-disable */',
    ]) {
      expect(findWaysAround(`const a = 1\n${text}`), text).toHaveLength(1)
    }
    expect(findWaysAround('const company = 1')).toEqual([])
  })
})
