import type { OpContext } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { ZodError, type ZodType, type input, type output } from 'zod'
import { defaultRetry, type RetryPolicy } from './retry.ts'

/**
 * Glossary. *Kind*: what is to be done (`import.run`), with one handler. *Job*: one piece of work of a kind, queued by an
 * organization. *Attempt*: one start of it, counted from 1. *Dead letter*: a job that will not be tried again by itself.
 * *Lane*: an organization's waiting jobs, short and long ones apart. *Engine*: graphile-worker, which hands jobs to processes. *Relay*: feeds the engine.
 */
export type JobState = 'queued' | 'running' | 'done' | 'dead' | 'cancelled'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What is to be queued. Smaller `priority` first, within the organization only; `runAt`: not before. */
export interface JobRequest {
  readonly kind: string
  /** At most 256 kB as JSON. Ids rather than contents: the handler reads what is true when it runs. */
  readonly payload: Json
  /** −32768 to 32767, default 0. */
  readonly priority?: number
  readonly runAt?: Date
  /** While a job of this kind with this key waits, no second one is queued; the first one's id is returned. */
  readonly dedupeKey?: string
}

/** How a handler ended. A failure that can happen in a well-made world is data; what is thrown is a bug (or a Problem). */
export type Outcome =
  | { readonly kind: 'done'; readonly result?: Json }
  | {
      readonly kind: 'failed'
      /** Stable, for programs: `endpoint_refused`. */
      readonly code: string
      /** A sentence for the organization's members. */
      readonly detail: string
      /** By the kind's policy, never, or in so many milliseconds (a Retry-After). */
      readonly retry: 'policy' | 'never' | { readonly afterMs: number }
    }

/** Why `cancelled` was aborted: the reason of the signal. */
export class JobInterrupted extends Error {
  readonly why: 'cancelled' | 'timeout' | 'stopping' | 'lost'
  constructor(why: JobInterrupted['why'], message: string) {
    super(message)
    this.name = 'JobInterrupted'
    this.why = why
  }
}

export interface Saved {
  /** Where the next attempt goes on. Left as it is when absent. */
  readonly checkpoint?: Json
  readonly done?: number
  readonly total?: number
  readonly note?: string
}

/** The job from its handler's side. */
export interface JobRun {
  readonly id: string
  readonly kind: string
  /** From 1. */
  readonly attempt: number
  /** What the last `save` of any attempt left; undefined on a fresh start. Parse it: it was written by an older version perhaps. */
  readonly checkpoint: unknown
  /** Aborted when the job is cancelled, out of time, taken over or the server stops; `reason` is a JobInterrupted. */
  readonly cancelled: AbortSignal
  /** Shows how far it is; written at most twice a second, outside of any transaction. */
  progress(done: number, total?: number, note?: string): void
  /**
   * In the transaction of a step: holds the job and writes how far it came. Throws JobInterrupted when it was taken over
   * or cancelled, so that the step rolls back. Each step happens exactly once this way, whatever dies in between.
   */
  save(tx: Tx, state: Saved): Promise<void>
  /** Ends the job in the transaction of its last step: effect and end are one commit. The handler's return is ignored then. */
  complete(tx: Tx, result?: Json): Promise<void>
}

export interface JobOptions<S extends ZodType> {
  /** `package.what`: `import.run`. Stable: queued jobs carry it over an upgrade. */
  readonly kind: string
  readonly payload: S
  /** Default `defaultRetry`. */
  readonly retry?: RetryPolicy
  /** Most time for one attempt. Default ten minutes. */
  readonly timeoutMs?: number
  /** May take longer than a second: an import, an export. Such jobs never get all slots, so that short ones always find one. */
  readonly long?: boolean
  handler(ctx: OpContext, payload: output<S>, job: JobRun): Promise<Outcome | void>
}

/** A kind as the worker sees it: the payload is unknown until it was parsed. */
export interface Job {
  readonly kind: string
  readonly retry: RetryPolicy
  readonly timeoutMs: number
  readonly long: boolean
  /** Throws PayloadError before anything has happened when the payload is not what the kind expects. */
  run(ctx: OpContext, payload: unknown, job: JobRun): Promise<Outcome | void>
}

export interface DefinedJob<S extends ZodType> extends Job {
  /** A request whose payload was checked by the kind's schema: `enqueue(tx, runImport.request({ importId }))`. Throws PayloadError. */
  request(payload: input<S>, options?: Pick<JobRequest, 'priority' | 'runAt' | 'dedupeKey'>): JobRequest
}

/** A payload that its kind cannot read: no attempt will ever succeed. */
export class PayloadError extends Error {
  constructor(kind: string, cause: ZodError) {
    super(
      `The payload of a job "${kind}" is not valid: ${cause.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
      { cause },
    )
    this.name = 'PayloadError'
  }
}

const kindForm = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/

/** Declares a kind. The handler should be three lines that call a service. */
export function defineJob<S extends ZodType>(options: JobOptions<S>): DefinedJob<S> {
  const { kind, payload: schema, retry = defaultRetry, timeoutMs = 600_000, long = false } = options
  if (!kindForm.test(kind) || kind.length > 100) throw new TypeError(`A kind of job is called like import.run, not "${kind}"`)
  const parse = (payload: unknown): output<S> => {
    const parsed = schema.safeParse(payload)
    if (!parsed.success) throw new PayloadError(kind, parsed.error)
    return parsed.data
  }
  return {
    kind,
    retry,
    timeoutMs,
    long,
    run: async (ctx, payload, job) => options.handler(ctx, parse(payload), job),
    request: (payload, rest = {}) => {
      parse(payload)
      return { kind, payload: payload as Json, ...rest }
    },
  }
}

export function done(result?: Json): Outcome {
  return result === undefined ? { kind: 'done' } : { kind: 'done', result }
}

export function failed(code: string, detail: string, retry: 'policy' | 'never' | { readonly afterMs: number } = 'policy'): Outcome {
  return { kind: 'failed', code, detail, retry }
}
