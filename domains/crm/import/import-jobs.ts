import { Problem, type OpContext } from '@freehold/kernel'
import { defineJob, endedJobs, enqueue, failed, JobInterrupted, type JobRun, type Outcome } from '@freehold/jobs'
import { failImport, type ImportQueue, runImport, undoRun } from '@freehold/records'
import { z } from 'zod'
import { crmImports } from './import-catalog.ts'

const payload = z.object({ importId: z.guid() })

/** A file of 100 MB takes minutes; one that takes longer than this is stuck. It goes on from its position when it is started again. */
const timeoutMs = 6 * 60 * 60_000

const importRun = defineJob({
  kind: 'import.run',
  payload,
  timeoutMs,
  long: true,
  handler: (ctx, { importId }, job) => ending(ctx, importId, () => runImport(ctx, crmImports, importId, job), job),
})

const importUndo = defineJob({
  kind: 'import.undo',
  payload,
  timeoutMs,
  long: true,
  handler: (ctx, { importId }, job) => ending(ctx, importId, () => undoRun(ctx, crmImports, importId, job), job),
})

export const importJobs = [importRun, importUndo]

/** One job per import: a second click finds the first one's. */
export const importQueue: ImportQueue = {
  run: (tx, importId) => enqueue(tx, importRun.request({ importId }, { dedupeKey: importId })),
  undo: (tx, importId) => enqueue(tx, importUndo.request({ importId }, { dedupeKey: importId })),
  ended: endedJobs,
}

/**
 * A database that is away is tried again by the job's policy, an interrupted job goes on elsewhere. Anything else would fail
 * again: the import says why and can be started again by a person, from where it stands.
 */
async function ending(ctx: OpContext, importId: string, work: () => Promise<void>, job: JobRun): Promise<Outcome | void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof JobInterrupted || job.cancelled.aborted || (error instanceof Problem && error.status >= 500)) throw error
    const sentence =
      error instanceof Problem
        ? error.message
        : 'Something went wrong on our side. What was imported so far stays; start the import again to go on.'
    if (!(error instanceof Problem)) ctx.log.error({ error, importId }, 'An import failed in a way nobody planned for')
    await failImport(ctx, importId, sentence)
    return failed('import_failed', sentence, 'never')
  }
}
