import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '@freehold/kernel'
import type { Binaries } from './binaries.ts'
import type { SystemUser } from './system-user.ts'

interface Initialisation {
  readonly dataFolder: string
  readonly binaries: Binaries
  readonly user: SystemUser | undefined
  readonly ownerPassword: string
  readonly log: Log
}

const run = promisify(execFile)

/** The role that initialises the cluster; nothing but bootstrap and migrations uses it. */
export const ownerRole = 'freehold_owner'

/** Makes the cluster once. Built beside and renamed: a crash in the middle leaves nothing that looks finished. */
export async function initialise(options: Initialisation): Promise<void> {
  if (existsSync(join(options.dataFolder, 'PG_VERSION'))) return
  const unfinished = `${options.dataFolder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  options.log.info({}, 'creating the database')
  mkdirSync(unfinished, { mode: 0o700 })
  own(unfinished, options.user)
  await withPasswordFile(options, (passwordFile) => initdb(options, unfinished, passwordFile))
  renameSync(unfinished, options.dataFolder)
}

async function initdb({ binaries, user }: Initialisation, folder: string, passwordFile: string): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    `--username=${ownerRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: an upgrade of the machine's C library cannot silently break indexes.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
  try {
    await run(binaries.initdb, flags, {
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    })
  } catch (error) {
    const detail = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`The embedded PostgreSQL could not be initialised in ${folder}: ${detail}`, { cause: error })
  }
}

async function withPasswordFile(options: Initialisation, fn: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'freehold-init-'))
  const path = join(folder, 'password')
  try {
    writeFileSync(path, `${options.ownerPassword}\n`, { mode: 0o600 })
    own(folder, options.user)
    own(path, options.user)
    await fn(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function own(path: string, user: SystemUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}
