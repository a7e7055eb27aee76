/** Writes docs/reference/roles.md from the permissions that packages declare; `--check` fails instead when the two differ. */
import { readFile, writeFile } from 'node:fs/promises'
import { rolesTable } from '@freehold/access'
import { crmAccessModel, crmRoleTemplates } from '@freehold/crm'

const target = new URL('../docs/reference/roles.md', import.meta.url)
const text = rolesTable(crmAccessModel, crmRoleTemplates)

if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '')
  if (written !== text) {
    console.error('docs/reference/roles.md does not say what the built-in roles are. Run: node scripts/generate-roles.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(target, text)
}
