import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What this installation alone knows: 32 random bytes each, base64url. Whoever has the file can read every organization;
 * back it up apart from the database. Losing it ends all sessions and, for the embedded database, access to the data.
 */
const names = ['databaseOwner', 'databaseApp', 'databaseControl', 'databaseJobs', 'contextSeal', 'passwordPepper'] as const

export type Secrets = { readonly [name in (typeof names)[number]]: string }

/** Reads `<home>/secrets.json`, or makes it. Throws when it is there but cannot be read as such: never replaces a damaged one. */
export function loadSecrets(home: string): Secrets {
  const path = join(home, 'secrets.json')
  if (!existsSync(path)) return write(path, {})
  const others = 0o077
  if ((statSync(path).mode & others) !== 0) chmodSync(path, 0o600)
  return write(path, read(path))
}

function read(path: string): Partial<Secrets> {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON. Restore it from a backup: the database cannot be opened without it.`, { cause })
  }
  if (typeof value !== 'object' || value === null) throw new Error(`${path} must hold one JSON object. Restore it from a backup.`)
  return value
}

/** Adds the names that a newer version introduced. Written beside and renamed, so that a crash leaves the old or the new one. */
function write(path: string, known: Partial<Secrets>): Secrets {
  const secrets = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(32).toString('base64url')])) as Secrets
  if (names.every((name) => known[name] !== undefined)) return secrets
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, path)
  return secrets
}
