import type { OpContext } from '@freehold/kernel'
import { tenantWrite, type Tx } from '@freehold/tenancy'
import { type Attempt, type SaveAnswer, saveJob, settleJob } from './job-queries.ts'
import { JobInterrupted, type JobRun, type Json, type Saved } from './job.ts'
import { ProgressWriter } from './progress.ts'

export interface HeldFacts extends Attempt {
  /** The worker's own context in the job's organization, for what it writes into the row. */
  readonly ctx: OpContext
  readonly kind: string
  readonly checkpoint: unknown
}

/** A job while an attempt of it runs here: what the handler sees of it (JobRun), and how it is told to end. */
export class HeldJob implements JobRun {
  readonly id: string
  readonly kind: string
  readonly attempt: number
  readonly checkpoint: unknown
  readonly #ctx: OpContext
  readonly #abort = new AbortController()
  readonly #progress = new ProgressWriter((state) => this.#writeProgress(state))
  #completed = false

  constructor(facts: HeldFacts) {
    this.id = facts.id
    this.kind = facts.kind
    this.attempt = facts.attempt
    this.checkpoint = facts.checkpoint ?? undefined
    this.#ctx = facts.ctx
  }

  get tenant(): string {
    return this.#ctx.tenant
  }

  get cancelled(): AbortSignal {
    return this.#abort.signal
  }

  get interrupted(): JobInterrupted | undefined {
    return this.#abort.signal.reason instanceof JobInterrupted ? this.#abort.signal.reason : undefined
  }

  /** Its row says done already. */
  get completed(): boolean {
    return this.#completed
  }

  interrupt(reason: JobInterrupted): void {
    this.#abort.abort(reason)
  }

  progress(done: number, total?: number, note?: string): void {
    this.#progress.tell({ done, ...(total === undefined ? {} : { total }), ...(note === undefined ? {} : { note }) })
  }

  async save(tx: Tx, state: Saved): Promise<void> {
    this.#stopUnlessHeld(await tx.maybe(saveJob(tx.ctx.tenant, this, state)))
  }

  async complete(tx: Tx, result?: Json): Promise<void> {
    const mine = await tx.maybe(settleJob(tx.ctx.tenant, this, result === undefined ? { to: 'done' } : { to: 'done', result }))
    if (!mine) this.#stopUnlessHeld(undefined)
    tx.afterCommit(() => {
      this.#completed = true
    })
  }

  /** Writes the last progress; the attempt writes nothing afterwards. */
  close(): Promise<void> {
    return this.#progress.close()
  }

  async #writeProgress(state: Saved): Promise<void> {
    try {
      const [[answer]] = await tenantWrite(this.#ctx, [saveJob(this.#ctx.tenant, this, state)])
      this.#stopUnlessHeld(answer)
    } catch (error) {
      // Progress is a courtesy: the work goes on without it.
      this.#ctx.log.debug({ error, jobId: this.id }, 'The progress of a job was not written')
    }
  }

  #stopUnlessHeld(answer: SaveAnswer | undefined): void {
    if (answer?.cancel_requested === false || this.#completed) return
    const reason = answer
      ? new JobInterrupted('cancelled', 'The job was cancelled.')
      : new JobInterrupted('lost', 'Another worker has taken this job over.')
    this.interrupt(reason)
    throw reason
  }
}
