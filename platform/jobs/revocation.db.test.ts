import { tenantTx } from '@freehold/tenancy'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { defineJob } from './index.ts'
import { type JobWorkshop, openWorkshop, queue, until } from './fixtures/workshop.ts'

/** A9 for work that goes on for a while: what somebody may do is decided when the job runs, and again for each of its steps. */
let workshop: JobWorkshop
beforeAll(async () => {
  workshop = await openWorkshop(inject('cluster'))
})
afterEach(() => workshop.rest())
afterAll(() => workshop.db.drop())

const demote = (id: string) =>
  workshop.db.acme.change((tx) =>
    tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [workshop.db.acme.tenant, id]),
  )

const stepByStep = (afterStep: (step: number) => Promise<void>) =>
  defineJob({
    kind: 'test.steps',
    payload: z.object({ name: z.string() }),
    handler: async (ctx, { name }) => {
      ctx.authorize('create', 'companies')
      for (let step = 1; step <= 10; step++) {
        await tenantTx(ctx, 'write', (tx) =>
          tx.sql(`insert into crm.company (tenant_id, name, currency) values ($1, $2, 'EUR')`, [ctx.tenant, name]),
        )
        await afterStep(step)
      }
    },
  })

const saved = (name: string): Promise<number> =>
  workshop.db.admin(async (admin) => (await admin.query('select from crm.company where name = $1', [name])).rowCount ?? 0)

it('loses its right between two batches: the job ends and what was saved until then stays', async () => {
  const { acme } = workshop.db
  const person = await acme.person({ role: 'member' })
  await workshop.work([stepByStep(async (step) => void (step === 3 && (await demote(person.id))))])
  const id = await queue(person.as(), 'test.steps', { name: 'Steps' })
  expect(await until(acme.as('owner'), id, 'dead')).toMatchObject({ error: { code: 'forbidden' }, attempts: 1 })
  expect(await saved('Steps')).toBe(3)
})

it('was queued by somebody who has lost the right since: nothing is done', async () => {
  const { acme } = workshop.db
  const person = await acme.person({ role: 'member' })
  const id = await queue(person.as(), 'test.steps', { name: 'Too late' })
  await demote(person.id)
  await workshop.work([stepByStep(() => Promise.resolve())])
  expect(await until(acme.as('owner'), id, 'dead')).toMatchObject({ error: { code: 'forbidden' } })
  expect(await saved('Too late')).toBe(0)
})

it('goes on where the change is about somebody else', async () => {
  const { acme } = workshop.db
  const [person, other] = [await acme.person({ role: 'member' }), await acme.person({ role: 'member' })]
  await workshop.work([stepByStep(async (step) => void (step === 3 && (await demote(other.id))))])
  const id = await queue(person.as(), 'test.steps', { name: 'Undisturbed' })
  expect(await until(acme.as('owner'), id, 'done')).toMatchObject({ error: null })
  expect(await saved('Undisturbed')).toBe(10)
})
