/** Writes docs/reference/roles.md from the permissions that packages declare; `--check` fails instead when the two differ. */
import { readFile, writeFile } from 'node:fs/promises'
import { rolesTable } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'

const target = new URL('../docs/reference/roles.md', import.meta.url)
const table = rolesTable(crmAccessModel)

if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '')
  if (written !== table) {
    console.error('docs/reference/roles.md does not say what the built-in roles are. Run: node scripts/generate-roles.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(target, table)
}
