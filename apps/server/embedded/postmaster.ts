import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a running PostgreSQL says about itself in `<data>/postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
  readonly ready: boolean
}

export function readPostmaster(dataFolder: string): Postmaster | undefined {
  let text: string
  try {
    text = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8')
  } catch {
    return undefined
  }
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4] ?? '', ready: lines[7] === 'ready' } : undefined
}

/**
 * A PostgreSQL that outlived its server (kill -9) is stopped in the fast way: it rolls open transactions back and writes a
 * checkpoint, so the next start needs no recovery. Stopped, not adopted: a child of ours can be waited for, an orphan cannot.
 */
export async function stopOrphan(dataFolder: string): Promise<boolean> {
  const orphan = readPostmaster(dataFolder)
  if (orphan === undefined) return false
  const running = isPostgresOf(orphan.pid, dataFolder)
  if (running) {
    process.kill(orphan.pid, 'SIGINT')
    await waitForEnd(orphan.pid, dataFolder, 30_000)
  }
  // Left by a crash of the machine: the pid may be a stranger's by now, and PostgreSQL would refuse to start because of it.
  // Safe: we hold the home's lock and no process with this data folder runs.
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true })
  return running
}

async function waitForEnd(pid: number, dataFolder: string, patience: number): Promise<void> {
  const deadline = Date.now() + patience
  while (isPostgresOf(pid, dataFolder)) {
    if (Date.now() > deadline)
      throw new Error(`A PostgreSQL left by an earlier run (process ${pid}) does not stop. Stop it with: kill -QUIT ${pid}`)
    await sleep(20)
  }
}

/** Whether this pid is a PostgreSQL that works in this folder; pids are reused, so being alive says nothing. */
export function isPostgresOf(pid: number, dataFolder: string): boolean {
  try {
    // PostgreSQL makes its data folder its working directory. A zombie's link cannot be read: it has ended.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder)
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(dataFolder)
  } catch {
    return false
  }
}
