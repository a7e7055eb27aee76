import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What the holder of a home says about itself, for other commands. `address` is known once it listens. */
export interface Occupant {
  readonly pid: number
  readonly command: string
  readonly startedAt: string
  readonly address?: string
}

export class HomeInUseError extends Error {
  readonly occupant: Occupant | undefined

  constructor(home: string, occupant: Occupant | undefined) {
    const who =
      occupant === undefined ? 'another process' : `process ${occupant.pid} (freehold ${occupant.command}, since ${occupant.startedAt})`
    const where = occupant?.address === undefined ? '' : `, which answers at ${occupant.address}`
    const stop = occupant === undefined ? '' : ` Stop it with: kill ${occupant.pid}, or`
    super(
      `The folder ${home} is in use by ${who}${where}.${stop || ' Stop it, or'} give this one a folder and a port of its own: FREEHOLD_HOME=… PORT=…`,
    )
    this.name = 'HomeInUseError'
    this.occupant = occupant
  }
}

/**
 * One process per home. SQLite's exclusive transaction holds a POSIX lock on `<home>/lock`, which the kernel frees however
 * the process ends, kill -9 included; a file with a pid would outlive it and the pid may by then be somebody else's.
 */
export class HomeLock {
  // A database that nobody refers to is collected and closed, and its lock with it.
  static readonly #held = new Set<HomeLock>()
  readonly #database: DatabaseSync
  readonly #occupantPath: string
  #occupant: Occupant

  private constructor(home: string, command: string, database: DatabaseSync) {
    this.#database = database
    this.#occupantPath = join(home, 'process.json')
    this.#occupant = { pid: process.pid, command, startedAt: new Date().toISOString() }
    this.#write()
    HomeLock.#held.add(this)
  }

  /** Throws HomeInUseError, naming the process and its address. */
  static acquire(home: string, command: string): HomeLock {
    // 200 ms: long enough for two commands started together to settle, short enough for a person.
    const database = new DatabaseSync(join(home, 'lock'), { timeout: 200 })
    try {
      database.exec('begin exclusive')
    } catch (error) {
      database.close()
      if (isBusy(error)) throw new HomeInUseError(home, readOccupant(home))
      throw error
    }
    return new HomeLock(home, command, database)
  }

  announce(address: string): void {
    this.#occupant = { ...this.#occupant, address }
    this.#write()
  }

  release(): void {
    HomeLock.#held.delete(this)
    rmSync(this.#occupantPath, { force: true })
    this.#database.close()
  }

  #write(): void {
    writeFileSync(this.#occupantPath, `${JSON.stringify(this.#occupant)}\n`, { mode: 0o600 })
  }
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

function readOccupant(home: string): Occupant | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(home, 'process.json'), 'utf8'))
    return isOccupant(value) ? value : undefined
  } catch {
    // The holder is just starting or just stopping: the lock alone says enough.
    return undefined
  }
}

function isOccupant(value: unknown): value is Occupant {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'command' in value &&
    'startedAt' in value
  )
}
