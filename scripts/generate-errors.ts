/** Writes docs/reference/errors.md from the table of problems; `--check` fails instead when the two differ. */
import { readFile, writeFile } from 'node:fs/promises'
import { errorsDocument } from '@freehold/http'

const target = new URL('../docs/reference/errors.md', import.meta.url)

if (process.argv.includes('--check')) {
  const written = await readFile(target, 'utf8').catch(() => '')
  if (written !== errorsDocument()) {
    console.error('docs/reference/errors.md does not say what the table of problems says. Run: node scripts/generate-errors.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(target, errorsDocument())
}
