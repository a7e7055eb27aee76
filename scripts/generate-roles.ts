/** Writes docs/reference/roles.md from the grid in platform/access; `--check` fails instead when the two differ. */
import { readFile, writeFile } from 'node:fs/promises'
import { rolesTable } from '@freehold/access'

const target = new URL('../docs/reference/roles.md', import.meta.url)

if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '')
  if (written !== rolesTable()) {
    console.error('docs/reference/roles.md does not say what platform/access/grid.ts says. Run: node scripts/generate-roles.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(target, rolesTable())
}
