import { setTimeout as sleep } from 'node:timers/promises'
import { crmAccessModel } from '@freehold/crm'
import { type OpContext, Problem } from '@freehold/kernel'
import { SingleDatabase, tenantRead, tenantTx } from '@freehold/tenancy'
import { controlTx } from '@freehold/tenancy/control'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, quietLog, type TestDatabase, type TestPerson } from '../../../test/harness/database.ts'
import { enterAs } from '../../../test/attack/seed.ts'
import { type Access, createAccess, withAccess } from '../index.ts'

/** A9: a change of permissions counts for everything that is saved after it, in every process, without waiting for a time-out. */
const cluster = inject('cluster')
let db: TestDatabase
/** Another process as far as permissions are concerned: pools and caches of its own. */
let elsewhere: { placement: SingleDatabase; access: Access }

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  const config = (user: string, password: string) => ({ host: cluster.host, port: cluster.port, database: db.name, user, password })
  const { app, control } = cluster.passwords
  const placement = await SingleDatabase.open({
    app: config('freehold_app', app),
    control: config('freehold_control', control),
    sealer: db.sealer,
    poolSize: 6,
  })
  elsewhere = { placement, access: createAccess({ model: crmAccessModel, placement, log: quietLog }) }
})
afterAll(async () => {
  await elsewhere.placement.close()
  await db.drop()
})

let operations = 0

/** An operation from its beginning, as a request is: what the process knows of permissions, the door, the transaction. */
async function write(
  person: TestPerson,
  { placement, access }: Pick<TestDatabase, 'placement' | 'access'>,
): Promise<'saved' | 'forbidden'> {
  const { actor, tenant } = person.as()
  const base = { tenant, kind: 'test' as const, requestId: `race-${++operations}`, log: quietLog, placement }
  try {
    const ctx: OpContext = { ...base, actor, ...withAccess(await access.viewFor(base, actor)) }
    ctx.authorize('create', 'companies')
    await tenantTx(ctx, 'write', (tx) => tx.run(insertCompany(tenant, base.requestId)))
    return 'saved'
  } catch (error) {
    if (error instanceof Problem && error.code === 'forbidden') return 'forbidden'
    throw error
  }
}

const insertCompany = (tenant: string, name: string) => ({
  name: 'race',
  text: `insert into crm.company (tenant_id, name, currency) values ($1, $2, 'EUR')`,
  values: [tenant, name],
})

interface Entries {
  count: number
  last: Date | null
}
const entriesBy = (person: TestPerson): Promise<Entries> =>
  db.admin(async (admin) => {
    const { rows } = await admin.query<Entries>('select count(*)::int as count, max(at) as last from ledger.entry where actor_id = $1', [
      person.id,
    ])
    return rows[0] ?? { count: 0, last: null }
  })
const entryOf = (object: string): Promise<Date> =>
  db.admin(async (admin) => {
    const { rows } = await admin.query<{ at: Date }>(
      'select at from ledger.entry where tenant_id = $1 and object = $2 order by id desc limit 1',
      [db.acme.tenant, object],
    )
    return rows[0]?.at ?? new Date(0)
  })

/** Many connections write until `total` attempts are made; in the middle somebody changes the permissions. */
async function race(
  person: TestPerson,
  total: number,
  processes: Pick<TestDatabase, 'placement' | 'access'>[],
  revoke: () => Promise<void>,
) {
  const before = (await entriesBy(person)).count
  const seen = { saved: 0, forbidden: 0, savedLate: 0 }
  const half = Promise.withResolvers<void>()
  let begun = 0
  let revoked = Number.POSITIVE_INFINITY
  let countThen = -1
  const worker = async (i: number): Promise<void> => {
    while (begun < total) {
      begun += 1
      if (begun === total / 2) half.resolve()
      const late = begun > revoked
      const outcome = await write(person, processes[i % processes.length] ?? db)
      seen[outcome] += 1
      if (late && outcome === 'saved') seen.savedLate += 1
    }
  }
  const workers = Array.from({ length: 24 }, (_, i) => worker(i))
  await half.promise
  await revoke()
  revoked = begun
  countThen = (await entriesBy(person)).count - before
  await Promise.all(workers)
  const after = await entriesBy(person)
  return { ...seen, countThen, count: after.count - before, last: after.last }
}

describe('a revocation', () => {
  it('in the middle of ten thousand writes is followed by none', async () => {
    const person = await db.acme.person({ role: 'member', name: 'Writer' })
    const seen = await race(person, 10_000, [db], () =>
      db.acme.change(async (tx) => {
        await tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id])
      }),
    )
    expect(seen.saved + seen.forbidden).toBe(10_000)
    expect(seen.saved).toBeGreaterThan(1_000)
    expect(seen.forbidden).toBeGreaterThan(1_000)
    expect(seen.savedLate).toBe(0)
    // The ledger has what was saved, no more, and nothing that came after the revocation, by number and by time.
    expect(seen.count).toBe(seen.saved)
    expect(seen.count).toBe(seen.countThen)
    expect(seen.last?.getTime()).toBeLessThanOrEqual((await entryOf('member')).getTime())
  }, 120_000)

  it('by a new version of the policy reaches another process as fast', async () => {
    const person = await db.acme.person({ role: 'member', name: 'Elsewhere' })
    const seen = await race(person, 4_000, [elsewhere, db], () =>
      db.acme.setPolicy({
        rules: [{ id: 'no-more', effect: 'forbid', who: [`member:${person.id}`], permissions: ['companies.create'] }],
      }),
    )
    expect(seen.saved + seen.forbidden).toBe(4_000)
    expect(Math.min(seen.saved, seen.forbidden)).toBeGreaterThan(400)
    expect(seen.savedLate).toBe(0)
    expect(seen.count).toBe(seen.saved)
    expect(seen.count).toBe(seen.countThen)
    expect(seen.last?.getTime()).toBeLessThanOrEqual((await entryOf('policy')).getTime())
  }, 120_000)

  it('leaves the other organization’s writers alone', async () => {
    const other = await db.globex.person({ role: 'member' })
    const held = await db.control()
    await held.query('begin')
    await held.query('select tenancy.govern($1)', [db.acme.tenant])
    expect(await write(other, db)).toBe('saved')
    await held.query('rollback')
  })

  it('is refused, not for ever, while a stuck writer holds on; afterwards everything goes on', async () => {
    const person = await db.acme.person({ role: 'member' })
    const stuck = await db.app()
    await stuck.query('begin')
    await enterAs(stuck, db.sealer, db.acme.tenant)
    const started = performance.now()
    const revocation = db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id]),
    )
    const refused = expect(revocation).rejects.toMatchObject({ code: 'unavailable', message: /still being saved/ })
    await sleep(100)
    // Comes after the revocation, waits behind it, and is saved once that has given up.
    const waiting = write(person, db)
    await refused
    expect(performance.now() - started).toBeLessThan(9_000)
    expect(await waiting).toBe('saved')
    await stuck.query('rollback')
    await db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id]),
    )
    expect(await write(person, db)).toBe('forbidden')
  })
})

describe('within one operation', () => {
  it('the next transaction is refused, and nothing of it is saved', async () => {
    const person = await db.acme.person({ role: 'member' })
    const ctx = person.as()
    ctx.authorize('create', 'companies')
    const save = (name: string) => tenantTx(ctx, 'write', (tx) => tx.run(insertCompany(ctx.tenant, name)))
    await save('first batch')
    await db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id]),
    )
    await expect(save('second batch')).rejects.toMatchObject({ code: 'forbidden' })
    expect((await entriesBy(person)).count).toBe(1)
  })

  it('a change that takes nothing from it is met by deciding anew', async () => {
    const person = await db.acme.person({ role: 'member' })
    const ctx = person.as()
    ctx.authorize('create', 'companies')
    const before = ctx.access.revision
    await db.acme.team('Somebody else’s')
    let runs = 0
    await tenantTx(ctx, 'write', (tx) => {
      runs += 1
      return tx.run(insertCompany(ctx.tenant, 'anew'))
    })
    expect([runs, (await entriesBy(person)).count]).toEqual([2, 1])
    expect(ctx.access.revision).toBeGreaterThan(before ?? 0)
  })

  it('queries that were built by the old permissions are built again, and read nothing by them', async () => {
    const ctx = (await db.acme.person({ role: 'viewer' })).as()
    await db.acme.team('Another')
    const built: (number | undefined)[] = []
    const query = { text: 'select count(*)::int as n from identity.member where tenant_id = $1', values: [ctx.tenant] }
    const [[row]] = await tenantRead(ctx, () => {
      built.push(ctx.access.revision)
      return [query]
    })
    expect(row).toEqual({ n: expect.any(Number) })
    expect(built).toEqual([expect.any(Number), (built[0] ?? 0) + 1])
  })

  it('a change of identity is decided by the present permissions, inside its transaction', async () => {
    const person = await db.acme.person({ role: 'admin' })
    const ctx = person.as()
    ctx.authorize('update', 'members')
    await db.acme.change((tx) =>
      tx.sql(`update identity.member set role = 'member' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id]),
    )
    const late = controlTx(db.placement, async (tx) => {
      await tx.enter(ctx, { governs: true })
      await tx.sql(`update identity.member set role = 'owner' where tenant_id = $1 and id = $2`, [ctx.tenant, person.id])
    })
    await expect(late).rejects.toMatchObject({ code: 'forbidden' })
    expect((await entriesBy(person)).count).toBe(0)
  })

  it('gives up when permissions change every time', async () => {
    const person = await db.acme.person({ role: 'member' })
    const view = await db.access.viewFor({ tenant: db.acme.tenant, kind: 'test' }, person.as().actor)
    // Never finds the present revision.
    const lagging = { ...withAccess(view), access: { revision: 1, renew: () => Promise.resolve() } }
    const ctx = person.as(lagging)
    await expect(tenantTx(ctx, 'write', (tx) => tx.run(insertCompany(ctx.tenant, 'never')))).rejects.toMatchObject({
      code: 'access_changed',
    })
    expect((await entriesBy(person)).count).toBe(0)
  })
})
