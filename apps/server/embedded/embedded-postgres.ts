import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '@freehold/kernel'
import type { Binaries } from './binaries.ts'
import { findBinaries } from './binaries.ts'
import { initialise } from './initialisation.ts'
import { locate } from './location.ts'
import type { Location } from './location.ts'
import { readPostmaster, stopOrphan } from './postmaster.ts'
import { postgresArguments } from './settings.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'
import { systemUser } from './system-user.ts'
import type { SystemUser } from './system-user.ts'
import { stopWithUs } from './watch.ts'

export interface EmbeddedOptions {
  /** Absolute, locked by the caller. */
  readonly home: string
  readonly ownerPassword: string
  readonly log: Log
  /** It ended by itself and could not be started again. */
  readonly onLost: (error: Error) => void
}

/** The PostgreSQL inside the home folder: initialised once, reachable by a socket only, gone when we are. */
export class EmbeddedPostgres {
  readonly #options: EmbeddedOptions
  readonly #binaries: Binaries
  readonly #user: SystemUser | undefined
  readonly #dataFolder: string
  readonly #logPath: string
  readonly socketFolder: string
  #child: ChildProcess | undefined
  #watch: ReturnType<typeof stopWithUs> | undefined
  #stopping = false

  private constructor(options: EmbeddedOptions, { folder, binaries }: Location, user: SystemUser | undefined) {
    this.#options = options
    this.#binaries = binaries
    this.#user = user
    this.#dataFolder = join(folder, 'postgres')
    this.#logPath = join(options.home, 'postgres.log')
    this.socketFolder = makeSocketFolder(folder, user)
  }

  static async start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const user = systemUser()
    const location = locate(options.home, await findBinaries(), user, options.log)
    const { binaries } = location
    const dataFolder = join(location.folder, 'postgres')
    const orphan = readPostmaster(dataFolder)
    if (await stopOrphan(dataFolder)) options.log.warn({ pid: orphan?.pid }, 'stopped a PostgreSQL that an earlier run left behind')
    if (orphan !== undefined) removeSocketFolder(orphan.socketFolder)
    await initialise({ dataFolder, binaries, user, ownerPassword: options.ownerPassword, log: options.log })
    const embedded = new EmbeddedPostgres(options, location, user)
    await embedded.#run()
    return embedded
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Of the shell that stops PostgreSQL when this process is killed. */
  get watchPid(): number | undefined {
    return this.#watch?.pid
  }

  /** Fast shutdown: clients are disconnected, a checkpoint is written. After `patience` ms immediate; the next start then recovers. */
  async stop(patience = 30_000): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      const timer = setTimeout(() => child.kill('SIGQUIT'), patience)
      await ended
      clearTimeout(timer)
    }
    await this.#watch?.callOff()
    removeSocketFolder(this.socketFolder)
  }

  async #run(): Promise<void> {
    this.#rotateLog()
    const from = existsSync(this.#logPath) ? statSync(this.#logPath).size : 0
    const output = openSync(this.#logPath, 'a', 0o600)
    // Detached: a Ctrl-C in the terminal reaches us alone, so that requests end before the database does.
    const child = spawn(this.#binaries.postgres, postgresArguments(this.#dataFolder, this.socketFolder), {
      ...(this.#user === undefined ? {} : { uid: this.#user.uid, gid: this.#user.gid }),
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      detached: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    this.#child = child
    if (child.pid !== undefined) this.#watch = stopWithUs(child.pid, this.#user)
    await this.#untilReady(child, from)
    child.once('exit', (code, signal) => {
      if (!this.#stopping) void this.#restart(code, signal)
    })
  }

  async #untilReady(child: ChildProcess, logFrom: number): Promise<void> {
    const failures: Error[] = []
    child.once('error', (error) => failures.push(error))
    // Recovery after a crash replays up to max_wal_size; two minutes is far more than 1 GB takes.
    const deadline = Date.now() + 120_000
    while (failures.length === 0 && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
      const postmaster = readPostmaster(this.#dataFolder)
      if (postmaster?.pid === child.pid && postmaster?.ready) return
      await sleep(10)
    }
    child.kill('SIGQUIT')
    await this.#watch?.callOff()
    throw new Error(`The embedded PostgreSQL did not start.\n${this.#logSince(logFrom)}Its log: ${this.#logPath}`, { cause: failures[0] })
  }

  async #restart(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    this.#options.log.error({ code, signal }, 'the embedded PostgreSQL ended by itself, starting it again')
    try {
      await this.#watch?.callOff()
      await this.#run()
    } catch (error) {
      this.#options.onLost(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #logSince(from: number): string {
    if (!existsSync(this.#logPath)) return ''
    return readFileSync(this.#logPath).subarray(from).toString('utf8').slice(-2_000)
  }

  /** Warnings only, so years of them are small; still, never more than two files of 10 MB. */
  #rotateLog(): void {
    if (existsSync(this.#logPath) && statSync(this.#logPath).size > 10_000_000) renameSync(this.#logPath, `${this.#logPath}.1`)
  }
}
