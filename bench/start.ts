import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Measure } from './measure.ts'

/** `npm start` on a home that exists: until the first answer, and the memory of the server process once it is quiet. */
export async function measure(): Promise<Measure[]> {
  const home = mkdtempSync(join(tmpdir(), 'freehold-bench-'))
  chmodSync(home, 0o711)
  try {
    const port = await freePort()
    await stopped(await started(home, port))
    const before = performance.now()
    const server = await started(home, port)
    const seconds = (performance.now() - before) / 1000
    await sleep(2000)
    const memory = residentMb(server)
    await stopped(server)
    return [
      { name: 'start.until-ready', value: seconds, unit: 's', floor: null, ratio: null, goal: '≤ 3 s', met: seconds <= 3 },
      { name: 'start.memory', value: memory, unit: 'MB', floor: null, ratio: null, goal: '< 200 MB', met: memory < 200 },
    ]
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function started(home: string, port: number): Promise<ChildProcess> {
  // As package.json's `start` does; without the flag the process keeps some 50 MB more (apps/cli/bin/freehold.mjs).
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'apps/cli/bin/freehold.mjs', 'start'], {
    env: { ...process.env, FREEHOLD_HOME: home, PORT: String(port) },
    stdio: 'ignore',
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} instead of starting`)
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return child
    await sleep(10)
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

function residentMb(child: ChildProcess): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
