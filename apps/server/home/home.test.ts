import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'
import { HomeInUseError, HomeLock } from './home-lock.ts'
import { loadSecrets } from './secrets.ts'

let home = ''
const children: ChildProcess[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fh-home-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./fixtures/hold-lock.ts', import.meta.url)), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

describe('HomeLock', () => {
  it('refuses a second process and names the first, its address and what to do', async () => {
    const child = await holder()
    expect(() => HomeLock.acquire(home, 'start')).toThrow(HomeInUseError)
    expect(() => HomeLock.acquire(home, 'start')).toThrow(`process ${child.pid} (freehold start`)
    expect(() => HomeLock.acquire(home, 'start')).toThrow('http://127.0.0.1:7420')
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('is free at once after kill -9', async () => {
    const child = await holder()
    child.kill('SIGKILL')
    await once(child, 'exit')
    HomeLock.acquire(home, 'start').release()
  })

  it('can be taken again after release', () => {
    HomeLock.acquire(home, 'start').release()
    HomeLock.acquire(home, 'start').release()
  })
})

describe('loadSecrets', () => {
  it('makes different secrets once, readable by the owner only', () => {
    const secrets = loadSecrets(home)
    expect(new Set(Object.values(secrets)).size).toBe(Object.values(secrets).length)
    expect(Object.values(secrets).every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true)
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(loadSecrets(home)).toEqual(secrets)
  })

  it('keeps what is there and adds what a newer version needs', () => {
    writeFileSync(join(home, 'secrets.json'), JSON.stringify({ databaseOwner: 'kept' }))
    const secrets = loadSecrets(home)
    expect(secrets.databaseOwner).toBe('kept')
    expect(secrets.contextSeal).toMatch(/^[\w-]{43}$/)
  })

  it('never replaces a damaged file', () => {
    writeFileSync(join(home, 'secrets.json'), '{"databaseOwner": "cut o')
    expect(() => loadSecrets(home)).toThrow('Restore it from a backup')
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toBe('{"databaseOwner": "cut o')
  })

  it('closes a file that others can read', () => {
    loadSecrets(home)
    chmodSync(join(home, 'secrets.json'), 0o644)
    loadSecrets(home)
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
  })
})

describe('readConfiguration', () => {
  it('reads the file of the home that the environment names', () => {
    writeFileSync(join(home, 'freehold.json'), '{ "port": 9001 }')
    const { config } = readConfiguration({ FREEHOLD_HOME: home, LOG_LEVEL: 'warn' })
    expect(config).toMatchObject({ home, port: 9001, logLevel: 'warn' })
  })

  it('says where a file is not JSON', () => {
    writeFileSync(join(home, 'freehold.json'), '{ port: 9001 }')
    expect(() => readConfiguration({ FREEHOLD_HOME: home })).toThrow(`${join(home, 'freehold.json')} is not valid JSON`)
  })
})
