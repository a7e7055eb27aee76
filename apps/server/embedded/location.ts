import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Log } from '@freehold/kernel'
import type { Binaries } from './binaries.ts'
import { closedFolder } from './system-user.ts'
import type { SystemUser } from './system-user.ts'

/** Where PostgreSQL's folders lie (`postgres`, `run`) and which copy of its programs it runs. */
export interface Location {
  readonly folder: string
  readonly binaries: Binaries
}

// For root only, whose own folders are closed to the database's user: Debian's place for the state of programs.
const elsewhere = '/var/lib/freehold'

/**
 * In the home and in node_modules, unless the system user cannot get there: a clone below /root, a home made by mktemp.
 * Opening the way would be a decision about folders that are not ours, so the database lies elsewhere and the home links to it.
 */
export function locate(home: string, binaries: Binaries, user: SystemUser | undefined, log: Log): Location {
  if (user === undefined) return { folder: home, binaries }
  return { folder: dataLocation(home, user, log), binaries: reachableBinaries(binaries, user) }
}

function dataLocation(home: string, user: SystemUser, log: Log): string {
  const link = join(home, 'postgres')
  const found = lstatSync(link, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) return dirname(readlinkSync(link))
  const closed = closedFolder(user, home)
  if (closed === undefined) return home
  if (found !== undefined) {
    throw new Error(
      `PostgreSQL runs as the system user ${user.name}, which cannot enter ${closed} any more and so cannot reach its data (${link}). Let others pass (chmod o+x ${closed}) or move the home.`,
    )
  }
  const folder = newFolder()
  symlinkSync(join(folder, 'postgres'), link)
  log.warn(
    { folder, closed },
    `the database's system user cannot enter ${closed}: the database is kept in ${folder}, which ${link} links to`,
  )
  return folder
}

function newFolder(): string {
  makeElsewhere()
  const folder = mkdtempSync(join(elsewhere, 'database-'))
  chmodSync(folder, 0o711)
  return folder
}

/** One copy per version, shared by all homes. */
function reachableBinaries(binaries: Binaries, user: SystemUser): Binaries {
  if (closedFolder(user, dirname(binaries.postgres)) === undefined) return binaries
  const root = dirname(dirname(binaries.postgres))
  const { version } = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join(elsewhere, `postgresql-${version}`)
  if (!existsSync(copy)) {
    makeElsewhere()
    const unfinished = mkdtempSync(`${copy}-`)
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true })
    chmodSync(unfinished, 0o755)
    if (existsSync(copy)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, copy)
  }
  return { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') }
}

function makeElsewhere(): void {
  mkdirSync(elsewhere, { recursive: true })
  chmodSync(elsewhere, 0o755)
}
