#!/usr/bin/env node
// Plain JavaScript for any Node: runs the command here when this Node is new enough, else in the Node 24 that was installed with us.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const needed = 24
const main = new URL('../main.ts', import.meta.url)

if (Number(process.versions.node.split('.')[0]) >= needed) {
  await import(main.href)
} else {
  runPinned(fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url)))
}

function runPinned(node) {
  if (!existsSync(node)) {
    process.stderr.write(`Freehold needs Node ${needed}; this is ${process.version}, and the one that comes with it is not installed. Run: npm ci\n`)
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, FREEHOLD_WRAPPED: '1' } })
  // A terminal signals the whole group, `kill` only us: passing it on twice is harmless, not at all would leave an orphan.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}
