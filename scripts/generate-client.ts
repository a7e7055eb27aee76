/** Writes apps/client/generated.ts from the routes that the server mounts; `--check` fails instead when the two differ. */
import { readFile, writeFile } from 'node:fs/promises'
import { clientFile, generatedClient } from './client-description.ts'

const source = await generatedClient()

if (process.argv.includes('--check')) {
  const written = await readFile(clientFile, 'utf8').catch(() => '')
  if (written !== source) {
    console.error('apps/client/generated.ts does not say what the routes say. Run: node scripts/generate-client.ts')
    process.exitCode = 1
  }
} else {
  await writeFile(clientFile, source)
}
