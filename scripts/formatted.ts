import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'oxfmt'
import type { FormatOptions } from 'oxfmt'

/** Source as `npm run format` would leave it, so that a generated file is never changed by formatting. */
export async function formatted(source: string, target: URL): Promise<string> {
  const { ignorePatterns: _, ...options } = JSON.parse(
    await readFile(new URL('../.oxfmtrc.json', import.meta.url), 'utf8'),
  ) as FormatOptions & {
    ignorePatterns?: unknown
  }
  const { code, errors } = await format(basename(fileURLToPath(target)), source, options)
  if (errors.length > 0) throw new Error(`${target.pathname} would not be TypeScript: ${errors.map((error) => error.message).join(', ')}`)
  return code
}
