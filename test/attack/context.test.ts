import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { withAccess } from '@freehold/access'
import { tenantTx } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { enterAs } from './seed.ts'

/** Someone runs any SQL as the application's role and tries to become another organization (docs/decisions/0002). */
let db: TestDatabase
let app: pg.Client
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  app = await db.app()
})
beforeEach(() => app.query('rollback'))
afterAll(() => db.drop())

const code = async (client: pg.Client, text: string, values: unknown[] = []): Promise<string> => {
  try {
    await client.query(text, values)
    return 'done'
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'unknown'
  }
}
const members = 'select count(*)::int as n from identity.member'
const seal = (tenant: string) => db.sealer.seal({ tenant, requestId: 'x', actor: { kind: 'system', name: 'Attack' } })

describe('the context cannot be forged', () => {
  it('is not a plain setting', async () => {
    for (const forged of [
      db.globex.tenant,
      `${'0'.repeat(64)}${db.globex.tenant}|system|||x|`,
      seal(db.globex.tenant),
      `|${db.globex.tenant}`,
      'x'.repeat(200),
    ]) {
      await app.query('begin')
      await app.query(`select set_config('freehold.ticket', $1, true)`, [forged])
      expect(await code(app, members)).toBe('FH002')
      await app.query('rollback')
    }
    await app.query('begin')
    await app.query(`set local freehold.ticket = ''`)
    expect(await code(app, members)).toBe('FH001')
  })

  it('refuses a seal with any part changed, a wrong key, an unknown key', async () => {
    const genuine = seal(db.acme.tenant)
    const bound = db.sealer.seal({
      tenant: db.acme.tenant,
      requestId: 'x',
      actor: { kind: 'system', name: 'Attack' },
      access: db.acme.as('viewer').access,
    })
    const other = createHash('sha256').update('guess').digest()
    const resigned = createHmac('sha256', other).update(genuine.slice(64)).digest('hex') + genuine.slice(64)
    const forged = [
      genuine.replace(db.acme.tenant, db.globex.tenant),
      genuine.replace('|system|', '|member|'),
      // Bound by no permissions, or by those of another day.
      bound.replace(/\|\d{12}\|/, `|${'-'.repeat(12)}|`),
      bound.replace(/\|\d{12}\|/, '|000000000999|'),
      genuine.slice(0, 64).toUpperCase() + genuine.slice(64),
      '0'.repeat(64) + genuine.slice(64),
      resigned,
      genuine.replace(db.sealer.keyId, 'ticket'),
      genuine.replace(db.sealer.keyId, 'nokey'),
      `${genuine}|`,
      '',
    ]
    for (const attempt of forged) {
      await app.query('begin')
      expect(await code(app, 'select tenancy.enter($1, false)', [attempt]), attempt.slice(60, 100)).toMatch(/FH002|22P02/)
      await app.query('rollback')
    }
  })

  it('cannot be guessed: keys are unreadable and what signs is not callable', async () => {
    for (const text of [
      'select * from tenancy.mac_key',
      `select tenancy.put_mac_key('mine', 'seal', '\\x00')`,
      `insert into tenancy.mac_key values ('mine', 'seal', '\\x00', '\\x00')`,
      'alter function tenancy.current_tenant() owner to freehold_app',
      'select * from tenancy.access_revision',
      'update tenancy.access_revision set revision = revision - 1',
      'delete from tenancy.access_revision',
      'select tenancy.govern(gen_random_uuid())',
      `insert into access.policy (version, document, reason) values (1, '{}', 'mine')`,
      `insert into access.role_assignment (role, member_id) values ('owner', gen_random_uuid())`,
      `create or replace function tenancy.current_tenant() returns uuid language sql as 'select null::uuid'`,
    ]) {
      expect(await code(app, text)).toBe('42501')
    }
    const { rows } = await app.query<{ prosrc: string }>(`select prosrc from pg_proc where pronamespace = 'tenancy'::regnamespace`)
    expect(rows.some((row) => /\\x[0-9a-f]{16}/.test(row.prosrc))).toBe(false)
  })
})

describe('the context cannot be replayed', () => {
  it('a ticket is worthless in another transaction, on the same connection or another', async () => {
    await app.query('begin')
    await enterAs(app, db.sealer, db.globex.tenant)
    const { rows } = await app.query<{ ticket: string }>(`select current_setting('freehold.ticket') as ticket`)
    const stolen = rows[0]?.ticket
    expect(await code(app, members)).toBe('done')
    await app.query('commit')
    for (const client of [app, await db.app()]) {
      await client.query('begin')
      await client.query(`select set_config('freehold.ticket', $1, true)`, [stolen])
      expect(await code(client, members)).toBe('FH002')
      await client.query('rollback')
    }
  })

  it('a seal never stands where SQL could read it', async () => {
    const spy = await db.app()
    await tenantTx(db.globex.as('owner'), 'write', async (tx) => {
      await tx.sql('select 1', [])
      const { rows } = await spy.query<{ query: string }>(`select query from pg_stat_activity where usename = 'freehold_app'`)
      expect(rows.some((row) => row.query.includes(db.globex.tenant))).toBe(false)
      const settings = await tx.sql<{ setting: string }>(`select current_setting('freehold.ticket') as setting`, [])
      expect(settings[0]?.setting.includes(db.sealer.keyId)).toBe(false)
    })
  })

  it('a seal expires', async () => {
    const late = db.sealer.clockOffset
    for (const minutes of [-1, 1]) {
      db.sealer.clockOffset = late + minutes * 60_000
      await app.query('begin')
      expect(await code(app, 'select tenancy.enter($1, false)', [seal(db.acme.tenant)])).toBe('FH004')
      await app.query('rollback')
    }
    db.sealer.clockOffset = late
  })

  it('a seal is worthless once permissions have changed, for reading and for writing', async () => {
    const [acme, globex] = [db.acme, db.globex].map((organization) => {
      const { tenant, requestId, actor, access } = organization.as('owner')
      return () => db.sealer.seal({ tenant, requestId, actor, access })
    })
    const take = async (made: string | undefined, readOnly: boolean) => {
      await app.query('begin')
      const answer = await code(app, 'select tenancy.enter($1, $2)', [made, readOnly])
      await app.query('rollback')
      return answer
    }
    expect(await take(acme?.(), true)).toBe('done')
    await db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and role = 'admin'`, [db.acme.tenant]),
    )
    for (const readOnly of [true, false]) {
      expect(await take(acme?.(), readOnly)).toBe('FH007')
      expect(await take(globex?.(), readOnly), 'another organization').toBe('done')
    }
    await db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'admin' where tenant_id = $1 and email like 'admin@%'`, [db.acme.tenant]),
    )
  })

  it('is given once: a second seal does not switch the organization', async () => {
    await app.query('begin')
    await enterAs(app, db.sealer, db.acme.tenant)
    expect(await code(app, 'select tenancy.enter($1, false)', [seal(db.globex.tenant)])).toBe('FH003')
  })

  it('ends with its transaction', async () => {
    await app.query('begin')
    await enterAs(app, db.sealer, db.acme.tenant)
    await app.query('commit')
    expect(await code(app, members)).toBe('FH001')
    await app.query('begin')
    await app.query('savepoint one')
    await enterAs(app, db.sealer, db.acme.tenant)
    await app.query('rollback to one')
    expect(await code(app, members)).toBe('FH001')
  })
})

describe('the role cannot be left', () => {
  it.each([
    'set role freehold_migrator',
    'set role freehold_control',
    'set role freehold_index',
    'set role freehold_ledger',
    'set session authorization freehold_control',
    `select set_config('role', 'freehold_control', false)`,
    'alter role freehold_app bypassrls',
    'alter role freehold_app superuser',
    'create role mine',
    'set session_replication_role = replica',
    'create schema mine',
    'create table public.mine (id int)',
    'create temporary table deal (id int)',
    'create function public.mine() returns int language sql as $$select 1$$',
    'create extension dblink',
    `copy (select 1) to program 'cat'`,
    `select pg_read_file('postgresql.conf')`,
    'select * from control.session',
    'select * from control."user"',
    'select * from control.credential',
    'select * from control.organization',
    'select * from freehold_migration.applied',
  ])('%s', async (text) => {
    expect(await code(app, text)).toMatch(/42501|42704/)
  })

  it('row_security = off refuses rows instead of showing them', async () => {
    await app.query('begin')
    await enterAs(app, db.sealer, db.acme.tenant)
    await app.query('set local row_security = off')
    expect(await code(app, members)).toBe('42501')
  })
})

describe('what is left on a connection', () => {
  it('a cursor that outlives its transaction holds only what its own organization saw', async () => {
    const client = await db.app()
    await client.query('begin')
    await enterAs(client, db.sealer, db.acme.tenant)
    await client.query('declare left_behind cursor with hold for select tenant_id from identity.member')
    await client.query('commit')
    await client.query('begin')
    await enterAs(client, db.sealer, db.globex.tenant)
    const { rows } = await client.query<{ tenant_id: string }>('fetch all from left_behind')
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([db.acme.tenant]))
    await client.query('rollback')
  })

  it('tenantTx lets no session command through, so none can be left', async () => {
    const commands = [
      'declare c cursor with hold for select 1',
      'prepare p as select 1',
      'set search_path = x',
      'listen everything',
      'notify everything',
      'commit',
      'begin',
      'lock table identity.member',
      'copy identity.member to stdout',
      'discard all',
      'do $$ begin end $$',
      '/* */ set role x',
      'select 1; set role x',
    ]
    for (const command of commands) {
      await expect(
        tenantTx(db.acme.as('owner'), 'write', (tx) => tx.sql(command, [])),
        command,
      ).rejects.toThrow()
    }
    const { rows } = await app.query('select from pg_prepared_statements union all select from pg_cursors')
    expect(rows).toEqual([])
  })

  it('a prepared statement of one organization answers the next with its own rows', async () => {
    const query = {
      text: 'select tenant_id from identity.member where status = $1',
      values: ['active'],
      name: `attack-${randomBytes(4).toString('hex')}`,
    }
    for (let round = 0; round < 12; round++) {
      const own = round % 2 ? db.acme : db.globex
      const rows = await tenantTx(own.as('viewer'), 'read', (tx) => tx.all<{ tenant_id: string }>(query))
      expect(rows).toHaveLength(5)
      expect(rows.every((row) => row.tenant_id === own.tenant)).toBe(true)
    }
  })

  it('an organization that does not exist sees nothing and counts nothing', async () => {
    const ctx = { ...db.acme.as('owner'), tenant: randomUUID(), ...withAccess(db.access.system('test')) }
    expect(await tenantTx(ctx, 'read', (tx) => tx.sql(members, []))).toEqual([{ n: 0 }])
  })
})
