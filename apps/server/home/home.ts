import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { settings } from '@freehold/kernel'
import type { Config } from '@freehold/kernel'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** Absolute. The default lies beside the program, wherever it was started from; a folder that somebody names is as they mean it. */
export function homePath(home: string): string {
  return home === settings.home.default ? join(repository, home) : resolve(home)
}

/** Makes the folder where missing. Others may pass through it (as root, the database's user must) but see nothing of it. */
export function prepareHome(config: Pick<Config, 'home'>): string {
  const path = homePath(config.home)
  const fresh = !existsSync(path)
  mkdirSync(path, { recursive: true })
  if (fresh) chmodSync(path, 0o711)
  return path
}
