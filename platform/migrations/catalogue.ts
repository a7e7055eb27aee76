import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One migration: three SQL texts, owned by the package whose `schema/` folder holds it (M4). */
export interface Migration {
  /** Unique in the whole repository; the order of application. */
  number: number
  name: string
  /** `platform/ledger`. */
  package: string
  up: string
  down: string
  verify: string
  /** SHA-256 of `up`, hex: an applied migration must not change afterwards. */
  checksum: string
}

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** All migrations of all packages in order. Throws on a duplicate number, a missing file or a misnamed folder. */
export function readMigrations(root: string = repository): Migration[] {
  const migrations = ['platform', 'domains'].flatMap((layer) => readLayer(root, layer)).sort((a, b) => a.number - b.number)
  migrations.forEach((migration, i) => {
    const before = migrations[i - 1]
    if (before?.number === migration.number) {
      throw new Error(`Migration number ${migration.number} is used twice: ${before.package} and ${migration.package}`)
    }
  })
  return migrations
}

function readLayer(root: string, layer: string): Migration[] {
  if (!existsSync(join(root, layer))) return []
  return readdirSync(join(root, layer)).flatMap((name) => {
    const schema = join(root, layer, name, 'schema')
    if (!existsSync(schema)) return []
    return readdirSync(schema, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => readMigration(join(schema, entry.name), entry.name, `${layer}/${name}`))
  })
}

function readMigration(folder: string, name: string, owner: string): Migration {
  const match = /^(\d{4})-([a-z0-9-]+)$/.exec(name)
  if (!match) throw new Error(`${owner}/schema/${name}: a migration's folder is called NNNN-what-it-does`)
  const read = (file: string) => {
    const path = join(folder, `${file}.sql`)
    if (!existsSync(path)) throw new Error(`${owner}/schema/${name} lacks ${file}.sql`)
    return readFileSync(path, 'utf8')
  }
  const up = read('up')
  return {
    number: Number(match[1]),
    name: match[2] ?? '',
    package: owner,
    up,
    down: read('down'),
    verify: read('verify'),
    checksum: createHash('sha256').update(up).digest('hex'),
  }
}
