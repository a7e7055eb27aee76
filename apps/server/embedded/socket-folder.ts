import { chownSync, chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { SystemUser } from './system-user.ts'

const temporaryPrefix = 'freehold-'
// sockaddr_un holds 108 bytes on Linux and 104 on macOS, the final zero included; PostgreSQL adds `/.s.PGSQL.5432.lock`.
const longestFolder = 104 - 1 - '/.s.PGSQL.5432.lock'.length

/** `<home>/run`, or a new folder below the system's temporary one when the home's path is too long for a socket. */
export function makeSocketFolder(home: string, user: SystemUser | undefined): string {
  const inHome = join(home, 'run')
  const folder = Buffer.byteLength(inHome) <= longestFolder ? inHome : mkdtempSync(join(tmpdir(), temporaryPrefix))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  return folder
}

/** Removes what `makeSocketFolder` put below the temporary folder, by us or by a run that was killed. */
export function removeSocketFolder(folder: string): void {
  if (folder.startsWith(tmpdir()) && basename(folder).startsWith(temporaryPrefix)) rmSync(folder, { recursive: true, force: true })
}
