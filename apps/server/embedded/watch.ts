import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { SystemUser } from './system-user.ts'

/**
 * A shell of one line that outlives us by a moment: when this process ends in whatever way, kill -9 included, the pipe to the
 * shell closes and it asks PostgreSQL to stop. Runs as PostgreSQL's user, so it could never reach another's process.
 * Returns what calls it off.
 */
export function stopWithUs(pid: number, user: SystemUser | undefined): { readonly pid: number | undefined; callOff(): Promise<void> } {
  const shell = spawn('/bin/sh', ['-c', 'read -r end; kill -INT "$1"', 'freehold-watch', String(pid)], {
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Without it the next start still finds and stops the orphan.
  shell.on('error', () => undefined)
  shell.stdin.on('error', () => undefined)
  shell.unref()
  return {
    pid: shell.pid,
    async callOff() {
      if (shell.pid === undefined || shell.exitCode !== null || shell.signalCode !== null) return
      shell.ref()
      const ended = once(shell, 'exit')
      shell.kill('SIGKILL')
      await ended
    },
  }
}
