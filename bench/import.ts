import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { crmImports, crmJobs, importQueue, prepareCrm } from '@freehold/crm'
import { startWorker } from '@freehold/jobs'
import { createImport, readImport, startImport } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { from as copyFrom } from 'pg-copy-streams'
import { createTestDatabase, quietLog, type TestDatabase } from '../test/harness/database.ts'
import type { BenchEnv, Measure } from './measure.ts'

const rows = 50_000

/** 50,000 deals with company, owner and stage by name, through the import as people use it (job, batches, ledger), against COPY of the same rows. */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  try {
    const ours = await importRows(env, db)
    const copy = await copyRows(db)
    return [
      { name: 'import.rows', value: ours, unit: 'rows/s', floor: copy, ratio: ours / copy, goal: '≥ 5,000 rows/s', met: ours >= 5000 },
    ]
  } finally {
    await db.drop()
  }
}

async function importRows(env: BenchEnv, db: TestDatabase): Promise<number> {
  const ctx = db.acme.as('owner')
  await tenantTx(ctx, 'write', (tx) => prepareCrm(tx, { currency: 'EUR' }))
  const connection = {
    host: env.cluster.host,
    port: env.cluster.port,
    database: db.name,
    user: 'freehold_jobs',
    password: env.cluster.passwords.jobs,
  }
  const worker = await startWorker({
    placement: db.placement,
    access: db.access,
    jobs: crmJobs,
    log: quietLog,
    connection,
    concurrency: 2,
    restoreActor: (_, queuedBy) => Promise.resolve(queuedBy.kind === 'system' ? queuedBy : ctx.actor),
  })
  try {
    const draft = await createImport(ctx, crmImports, { object: 'deals', filename: 'deals.csv', content: Readable.from(lines()) })
    const started = performance.now()
    await startImport(ctx, { catalog: crmImports, queue: importQueue }, draft.id)
    for (;;) {
      const view = await readImport(ctx, { catalog: crmImports, queue: importQueue }, draft.id)
      if (view.state === 'done') {
        if (view.created !== rows) throw new Error(`Only ${view.created} of ${rows} rows were created`)
        return rows / ((performance.now() - started) / 1000)
      }
      if (view.state === 'failed') throw new Error(view.error ?? 'The import failed')
      await sleep(50)
    }
  } finally {
    await worker.stop()
  }
}

function* lines(): Generator<Buffer> {
  yield Buffer.from('opportunity_id,sales_agent,account,deal_stage,engage_date,close_date,close_value\n')
  for (let i = 0; i < rows; i++) {
    const won = i % 3 === 0
    yield Buffer.from(
      `OPP${i},Agent ${i % 30},Company ${i % 85},${won ? 'Won' : 'Engaging'},2017-01-${String(1 + (i % 28)).padStart(2, '0')},${won ? '2017-03-01' : ''},${100 + (i % 5000)}\n`,
    )
  }
}

/** The rows that the import made, into a table of the same columns without indexes, triggers or policies. */
async function copyRows(db: TestDatabase): Promise<number> {
  return db.admin(async (admin) => {
    await admin.query(`create schema bench; create table bench.deal as select * from crm.deal with no data`)
    const { rows: texts } = await admin.query<{ line: string }>({
      text: `select array_to_string(array[tenant_id::text, id::text, name, company_id::text, amount::text, currency], E'\\t', '\\N') as line from crm.deal`,
    })
    const started = performance.now()
    const target = admin.query(copyFrom('copy bench.deal (tenant_id, id, name, company_id, amount, currency) from stdin'))
    await pipeline(Readable.from(texts.map(({ line }) => `${line}\n`)), target)
    return texts.length / ((performance.now() - started) / 1000)
  })
}
