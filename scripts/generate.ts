import { spawnSync } from 'node:child_process'

/** Writes everything that is generated; `npm test` checks that it is fresh. */
for (const name of ['types', 'client', 'errors', 'roles', 'configuration']) {
  const { status } = spawnSync(process.execPath, [`scripts/generate-${name}.ts`], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
