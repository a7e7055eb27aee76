import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * `npm run test:servers`: the database and attack suites against Debian's PostgreSQL, and tenant transactions through its
 * PgBouncer in transaction mode (T11). Installs the packages where it runs as root; leaves no process and no data behind.
 */
const needed = { postgresql: '/usr/lib/postgresql/15/bin/postgres', pgbouncer: '/usr/sbin/pgbouncer' }
const binaries = '/usr/lib/postgresql/15/bin'
const cleanups: (() => Promise<void> | void)[] = []

try {
  installMissing()
  const folder = mkdtempSync(join(tmpdir(), 'freehold-servers-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  const user = systemUser('postgres')
  const postgres = await startPostgres(folder, user)
  const bouncer = await startBouncer(folder, user, postgres.port)
  const environment = { ...process.env, FREEHOLD_TEST_DATABASE_URL: postgres.url, FREEHOLD_TEST_PGBOUNCER_PORT: String(bouncer.port) }
  const suites = [
    ['PostgreSQL 15: database', ['run', '--project', 'database']],
    ['PostgreSQL 15: attack', ['run', '--project', 'attack']],
    ['PgBouncer', ['run', '--project', 'servers']],
  ] as const
  for (const [name, args] of suites) {
    process.stdout.write(`\n── ${name}\n`)
    const { status } = spawnSync(join('node_modules', '.bin', 'vitest'), args, { stdio: 'inherit', env: environment })
    if (status !== 0) process.exitCode = 1
  }
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup()
}

function installMissing(): void {
  const missing = Object.entries(needed)
    .filter(([, file]) => !existsSync(file))
    .map(([name]) => (name === 'postgresql' ? 'postgresql-15' : name))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0)
    throw new Error(`Install ${missing.join(' and ')} (Debian packages) or run this as root, which installs them.`)
  // Debian starts a cluster of its own on installation; ours is another one, on ports of its own.
  writeFileSync('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } finally {
    rmSync('/usr/sbin/policy-rc.d')
  }
}

function systemUser(name: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function startPostgres(folder: string, user: { uid?: number; gid?: number }): Promise<{ port: number; url: string }> {
  const data = ownFolder(folder, 'postgres', user)
  writeFileSync(join(folder, 'password'), 'only-for-this-run\n', { mode: 0o644 })
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'freehold_test_owner', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', `--pwfile=${join(folder, 'password')}`],
    { ...user, stdio: 'ignore' },
  )
  const port = await freePort()
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${data}`,
    '-c',
    'fsync=off',
    '-c',
    'max_connections=100',
  ]
  keep(spawn(join(binaries, 'postgres'), options, { ...user, stdio: ['ignore', 'ignore', 'inherit'] }), 'SIGINT')
  await untilListening(port)
  return { port, url: `postgres://freehold_test_owner:only-for-this-run@127.0.0.1:${port}/postgres` }
}

async function startBouncer(folder: string, user: { uid?: number; gid?: number }, server: number): Promise<{ port: number }> {
  const home = ownFolder(folder, 'pgbouncer', user)
  const port = await freePort()
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${server}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'auth_type = scram-sha-256',
    // Looks the roles' verifiers up, as an operator would: no password stands in a file.
    'auth_user = freehold_test_owner',
    `auth_file = ${join(home, 'users')}`,
    'auth_query = select usename, passwd from pg_shadow where usename = $1',
    'pool_mode = transaction',
    // Fewer server connections than clients: transactions of both organizations share them.
    'default_pool_size = 2',
    'ignore_startup_parameters = extra_float_digits',
  ]
  writeFileSync(join(home, 'pgbouncer.ini'), `${settings.join('\n')}\n`)
  writeFileSync(join(home, 'users'), '"freehold_test_owner" "only-for-this-run"\n', { mode: 0o644 })
  keep(spawn(needed.pgbouncer, [join(home, 'pgbouncer.ini')], { ...user, stdio: ['ignore', 'ignore', 'inherit'] }), 'SIGTERM')
  await untilListening(port)
  return { port }
}

function ownFolder(folder: string, name: string, { uid, gid }: { uid?: number; gid?: number }): string {
  const path = join(folder, name)
  mkdirSync(path, { mode: 0o700 })
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
  return path
}

function keep(child: ChildProcess, signal: NodeJS.Signals): void {
  cleanups.push(async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No port could be had')
  return address.port
}

async function untilListening(port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (let attempt = 0; attempt < 200; attempt++) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.once('connect', () => socket.end())
    })
    if (reached) return
    await sleep(50)
  }
  throw new Error(`Nothing listens on port ${port} after 10 s`)
}
