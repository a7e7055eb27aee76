import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EmbeddedPostgres } from './embedded-postgres.ts'
import { ownerRole } from './initialisation.ts'
import { isPostgresOf, readPostmaster } from './postmaster.ts'

// Real clusters, on a machine that runs other tests at the same time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const log = { debug() {}, info() {}, warn() {}, error() {} }
const ownerPassword = 'a password of this test'
const root = mkdtempSync(join(tmpdir(), 'fh-embedded-'))
let home = ''

function start(onLost: (error: Error) => void = () => undefined): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({ home, ownerPassword, log, onLost })
}

async function startServer(): Promise<{ server: ChildProcess; orphan: number; watch: number }> {
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL('./fixtures/start-and-be-killed.ts', import.meta.url)), home, ownerPassword],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [output] = (await once(server.stdout, 'data')) as [Buffer]
  const [orphan = 0, watch = 0] = output.toString().split(' ').map(Number)
  return { server, orphan, watch }
}

async function query(embedded: EmbeddedPostgres, text: string, password = ownerPassword): Promise<unknown[]> {
  const client = new pg.Client({ host: embedded.socketFolder, user: ownerRole, password, database: 'postgres' })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

beforeAll(() => {
  chmodSync(root, 0o711)
  home = join(root, 'home')
  mkdirSync(home)
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('EmbeddedPostgres', () => {
  it('initialises once, keeps what was written, and leaves no process', async () => {
    const first = await start()
    await query(first, 'create table kept as select 42 as value')
    const pid = first.pid ?? 0
    expect(isPostgresOf(pid, join(home, 'postgres'))).toBe(true)
    await first.stop()
    expect(isPostgresOf(pid, join(home, 'postgres'))).toBe(false)
    expect(first.watchPid === undefined || isAlive(first.watchPid)).toBe(false)
    expect(existsSync(join(home, 'postgres', 'postmaster.pid'))).toBe(false)

    const second = await start()
    expect(await query(second, 'select value from kept')).toEqual([{ value: 42 }])
    await second.stop()
  })

  it('asks for the password and listens on no port', async () => {
    const embedded = await start()
    try {
      await expect(query(embedded, 'select 1', 'wrong')).rejects.toMatchObject({ code: '28P01' })
      expect(await query(embedded, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    } finally {
      await embedded.stop()
    }
  })

  it('ends by itself when the server is killed', async () => {
    const { server, orphan } = await startServer()
    server.kill('SIGKILL')
    await once(server, 'exit')
    await expect.poll(() => isPostgresOf(orphan, join(home, 'postgres')), { timeout: 10_000 }).toBe(false)
  })

  it('is found and stopped if it outlived the server all the same, and a new one has its data', async () => {
    const { server, orphan, watch } = await startServer()
    process.kill(watch, 'SIGKILL')
    server.kill('SIGKILL')
    await once(server, 'exit')
    expect(isPostgresOf(orphan, join(home, 'postgres'))).toBe(true)

    const next = await start()
    expect(isPostgresOf(orphan, join(home, 'postgres'))).toBe(false)
    expect(next.pid).not.toBe(orphan)
    expect(await query(next, 'select value from survived')).toEqual([{ value: 7 }])
    await next.stop()
  })

  it('is not misled by a pid file whose pid is somebody else now', async () => {
    const stale = [process.pid, join(home, 'postgres'), 1, 5432, join(home, 'run'), '', '', 'ready', ''].join('\n')
    writeFileSync(join(home, 'postgres', 'postmaster.pid'), stale)
    const embedded = await start()
    expect(readPostmaster(join(home, 'postgres'))?.pid).toBe(embedded.pid)
    await embedded.stop()
  })

  it('starts again by itself after PostgreSQL crashed', async () => {
    const embedded = await start()
    const before = embedded.pid ?? 0
    process.kill(before, 'SIGQUIT')
    await expect.poll(() => embedded.pid !== before && readPostmaster(join(home, 'postgres'))?.ready, { timeout: 10_000 }).toBe(true)
    await expect.poll(() => query(embedded, 'select 1 as one').catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }])
    await embedded.stop()
  })

  it('finds a short place for its socket when the home has a long name', async () => {
    const short = home
    home = join(root, 'a-folder-with-a-name-that-is-long'.repeat(3))
    mkdirSync(home)
    const embedded = await start()
    expect(embedded.socketFolder.startsWith(home)).toBe(false)
    expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }])
    await embedded.stop()
    expect(existsSync(embedded.socketFolder)).toBe(false)
    home = short
  })

  it('keeps the data elsewhere when its system user cannot enter the home, and finds it again', async () => {
    const open = home
    const closed = join(root, 'closed')
    mkdirSync(join(closed, 'home'), { recursive: true })
    chmodSync(closed, 0o700)
    home = join(closed, 'home')
    const first = await start()
    await query(first, 'create table kept as select 43 as value')
    await first.stop()
    const asRoot = process.getuid?.() === 0
    expect(lstatSync(join(home, 'postgres')).isSymbolicLink()).toBe(asRoot)
    const second = await start()
    expect(await query(second, 'select value from kept')).toEqual([{ value: 43 }])
    expect(isPostgresOf(second.pid ?? 0, join(home, 'postgres'))).toBe(true)
    await second.stop()
    if (asRoot) rmSync(dirname(realpathSync(join(home, 'postgres'))), { recursive: true })
    home = open
  })

  it('shows the words of PostgreSQL when it cannot start', async () => {
    const configuration = join(home, 'postgres', 'postgresql.conf')
    const before = readFileSync(configuration, 'utf8')
    writeFileSync(configuration, `${before}\nnonsense = on\n`)
    await expect(start()).rejects.toThrow('unrecognized configuration parameter "nonsense"')
    writeFileSync(configuration, before)
  })
})
