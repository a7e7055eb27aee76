import type { Config } from '@freehold/kernel'
import { banner } from './banner.ts'
import { wantsText } from './log.ts'
import type { ServerLog } from './log.ts'
import type { RunningServer } from './server.ts'

/** Runs the server until the process is told to stop. Resolves when everything has ended; sets the exit code. */
export async function serve(config: Config, log: ServerLog): Promise<void> {
  const end = new ProcessEnd(log)
  try {
    const { startServer } = await import('./server.ts')
    const server = await startServer(config, log, end.fail)
    if (wantsText(config.logFormat)) process.stdout.write(banner(server.address, server.demonstration))
    await end.reached
    await stop(server, log)
  } finally {
    end.release()
  }
  if (end.failed) process.exitCode = 1
}

async function stop(server: RunningServer, log: ServerLog): Promise<void> {
  await server.stop()
  log.info({}, 'stopped')
}

/** The reasons to stop: a signal, a loss that cannot be mended, a bug that nobody caught, or the end of the npm that started us. */
class ProcessEnd {
  readonly reached: Promise<void>
  readonly #log: ServerLog
  readonly #release: (() => void)[] = []
  #reach: () => void = () => undefined
  failed = false

  constructor(log: ServerLog) {
    this.#log = log
    this.reached = new Promise((resolve) => (this.#reach = resolve))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) this.#listen(signal, () => this.#stopped(signal))
    this.#listen('uncaughtException', (error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.#watchStarter()
  }

  readonly fail = (error: Error): void => {
    this.#log.fatal({ err: error }, `stopping: ${error.message}`)
    this.failed = true
    this.#reach()
  }

  release(): void {
    for (const release of this.#release) release()
  }

  #stopped(reason: string): void {
    this.#log.info({ reason }, 'stopping')
    this.#reach()
  }

  #listen(event: string, listener: (...values: unknown[]) => void): void {
    process.on(event, listener)
    this.#release.push(() => process.off(event, listener))
  }

  /**
   * `kill -9` on npm, or on the wrapper that found Node 24, says nothing to us: we would go on without a terminal and hold the
   * home. Only for those starters; a daemon's parent ends on purpose.
   */
  #watchStarter(): void {
    if (process.env['npm_lifecycle_event'] === undefined && process.env['FREEHOLD_WRAPPED'] === undefined) return
    const starter = process.ppid
    const timer = setInterval(() => process.ppid !== starter && this.#stopped('the starting process ended'), 1_000)
    timer.unref()
    this.#release.push(() => clearInterval(timer))
  }
}
