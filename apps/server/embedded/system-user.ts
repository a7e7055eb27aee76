import { execFileSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who PostgreSQL runs as. Undefined: as ourselves. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

// Not `postgres`: on a machine with a PostgreSQL of its own that user runs it, and would own our data too.
const userName = 'freehold-db'

/** PostgreSQL refuses to run as root, so root gives it a user without login; made when missing. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return findUser() ?? createUser()
}

function findUser(): SystemUser | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, userName], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { name: userName, uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function createUser(): SystemUser {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', userName],
      { stdio: 'pipe' },
    )
  } catch (cause) {
    throw new Error(
      `PostgreSQL does not run as root, and a system user ${userName} for it could not be created with useradd. Create it, start as an ordinary user, or set DATABASE_URL.`,
      { cause },
    )
  }
  const user = findUser()
  if (user === undefined) throw new Error(`The system user ${userName} was created but cannot be found.`)
  return user
}

/** The first folder on the way to `path`, itself included, that the user may not pass (/root, for example). */
export function closedFolder(user: SystemUser, path: string): string | undefined {
  return ancestors(realpathSync(path)).find((folder) => !mayEnter(user, folder))
}

function ancestors(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...ancestors(parent), path]
}

function mayEnter(user: SystemUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & 1) === 1
}
