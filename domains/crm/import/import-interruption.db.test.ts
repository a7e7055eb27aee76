import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { OpContext } from '@freehold/kernel'
import { cancelImport, readImport, runImport, startImport } from '@freehold/records'
import type { Tx } from '@freehold/tenancy'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { crmImports } from './import-catalog.ts'
import { balance, importDatabase, job, rows, run, settings, upload } from './import-fixture.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await importDatabase(inject('cluster'))
})
afterAll(() => db.drop())

describe('interrupted', () => {
  const file = `External id,name,account,stage\n${Array.from({ length: 1700 }, (_, at) => `,Deal ${at},Firm of ${at % 9},Won`).join('\n')}\n`
  const count = async (ctx: OpContext) =>
    (
      await rows<{ count: number }>(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Deal %' and deleted_at is null`)
    )[0]?.count

  it('goes on where it stood, with every row exactly once', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file)
    await startImport(ctx, settings, draft.id)
    // As when the process is killed: at the end of a batch's work and before its commit, again and again.
    let batches = 0
    const dying = { ...job, save: () => (batches++ % 2 === 1 ? Promise.reject(new Error('killed')) : Promise.resolve()) }
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const died = await runImport(ctx, crmImports, draft.id, dying).then(
        () => false,
        () => true,
      )
      if (!died) break
      const { processed, created } = await readImport(ctx, settings, draft.id)
      expect(await count(ctx)).toBe(created)
      expect(processed % 500).toBe(0)
    }
    const done = await readImport(ctx, settings, draft.id)
    expect(done).toMatchObject({ state: 'done', created: 1700, referencesCreated: 9 })
    balance(done)
    expect(await count(ctx)).toBe(1700)
  })

  it('stops when it is cancelled, keeps what is in, and goes on when started again', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file.replaceAll('Deal ', 'Part '))
    await startImport(ctx, settings, draft.id)
    let batches = 0
    const cancelling = { ...job, save: async () => void (batches += 1) }
    const running = runImport(ctx, crmImports, draft.id, cancelling)
    await expect.poll(() => batches, { interval: 1 }).toBeGreaterThan(0)
    await cancelImport(ctx, crmImports, draft.id)
    await running
    const stopped = await readImport(ctx, settings, draft.id)
    expect(stopped.state).toBe('cancelled')
    expect(stopped.processed).toBeLessThan(1700)
    expect(await run(ctx, draft)).toMatchObject({ state: 'done', created: 1700, processed: 1700 })
    expect(await rows(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Part %'`)).toEqual([{ count: 1700 }])
  })

  it('has failed when its job was given up, and can be started again', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'companies', 'name\nGiven Up Co\n')
    const given = {
      ...settings,
      queue: {
        ...settings.queue,
        run: () => Promise.resolve(draft.id),
        ended: (_: Tx, ids: readonly string[]) => Promise.resolve(new Set(ids)),
      },
    }
    await startImport(ctx, given, draft.id)
    expect(await readImport(ctx, given, draft.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('start it again') })
    await startImport(ctx, given, draft.id)
    await runImport(ctx, crmImports, draft.id, job)
    expect(await readImport(ctx, given, draft.id)).toMatchObject({ state: 'done', created: 1, error: null })
  })

  it('is never done twice by two processes', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file.replaceAll('Deal ', 'Pair '))
    await startImport(ctx, settings, draft.id)
    await Promise.allSettled([runImport(ctx, crmImports, draft.id, job), runImport(ctx, crmImports, draft.id, job)])
    await runImport(ctx, crmImports, draft.id, job)
    expect(await readImport(ctx, settings, draft.id)).toMatchObject({ state: 'done', created: 1700, processed: 1700 })
    expect(await rows(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Pair %'`)).toEqual([{ count: 1700 }])
  })
})
