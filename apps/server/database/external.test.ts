import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MigrationError } from '@freehold/migrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import { ownerRole } from '../embedded/initialisation.ts'
import { loadSecrets } from '../home/secrets.ts'
import type { Secrets } from '../home/secrets.ts'
import { createDatabaseIfMissing, withAdmin } from './admin-queries.ts'
import { externalConnections } from './connection.ts'
import type { Connections } from './connection.ts'
import { asAdmin, assertSupported, prepareDatabase } from './preparation.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const home = mkdtempSync(join(tmpdir(), 'fh-external-'))
let postgres: EmbeddedPostgres
let secrets: Secrets

/** As DATABASE_URL would be: a role that may create roles and owns the database, no superuser. */
const url = (password: string, database = 'crm') =>
  `postgres://crm_owner:${password}@${encodeURIComponent(postgres.socketFolder)}:5432/${database}`
const connections = (...parts: Parameters<typeof url>): Connections => externalConnections(url(...parts), secrets)

beforeAll(async () => {
  chmodSync(home, 0o711)
  secrets = loadSecrets(home)
  postgres = await EmbeddedPostgres.start({ home, ownerPassword: 'superuser', log, onLost: () => undefined })
  await withAdmin({ host: postgres.socketFolder, user: ownerRole, password: 'superuser', database: 'postgres' }, async (client) => {
    await client.query(`create role crm_owner login createrole password 'right'`)
    await createDatabaseIfMissing(client, 'crm')
    await client.query('alter database crm owner to crm_owner')
  })
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  rmSync(home, { recursive: true, force: true })
})

describe('a database of one’s own', () => {
  it('is prepared by an owner who is no superuser, and again without effect', async () => {
    const lines: string[] = []
    const counting = { ...log, info: (_: object, message: string) => lines.push(message) }
    await prepareDatabase(connections('right'), secrets, counting)
    await prepareDatabase(connections('right'), secrets, counting)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^applied \d+ migrations$/)
  }, 60_000)

  it('is refused when it is newer than this program', async () => {
    await prepareDatabase(connections('right'), secrets, log)
    const mark = (text: string) =>
      asAdmin(connections('right'), async (client) => {
        await client.query('set role freehold_migrator')
        await client.query(text)
      })
    await mark(`insert into freehold_migration.applied (number, name, package, checksum, milliseconds) values (9999, 'later', 'x', 'y', 1)`)
    const refusal = await prepareDatabase(connections('right'), secrets, log).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(MigrationError)
    expect(refusal).toMatchObject({ code: 'database_newer', message: expect.stringContaining('9999') as string })
    await mark('delete from freehold_migration.applied where number = 9999')
    await prepareDatabase(connections('right'), secrets, log)
  }, 60_000)

  it('says what is wrong with the connection, without the password', async () => {
    const messageOf = (given: Connections) => prepareDatabase(given, secrets, log).then(() => 'prepared', String)
    expect(await messageOf(connections('wrong-password'))).toMatch(/refuses the user name or the password/)
    expect(await messageOf(connections('wrong-password'))).not.toContain('wrong-password')
    expect(await messageOf(connections('right', 'nowhere'))).toMatch(/does not exist; create it first/)
    expect(await messageOf(externalConnections('postgres://a:b@127.0.0.1:1/crm', secrets))).toMatch(/Nothing answers/)
  })

  it.each([
    [140_012, 14],
    [190_000, 19],
  ])('is refused as version %i', (number, major) => {
    expect(() => assertSupported(number)).toThrow(`version ${major}; Freehold works with 15 to 18`)
  })

  it.each([150_000, 180_004])('is taken as version %i', (number) => {
    expect(() => assertSupported(number)).not.toThrow()
  })
})
