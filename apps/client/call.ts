import type { Operations } from './generated.ts'

/** Name of an operation: the document's operationId. */
export type OperationId = keyof Operations

/** What `generated.ts` says of one operation; absent members do not exist for it. */
export interface OperationShape {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly answer: unknown
  readonly version?: true
  readonly idempotent?: true
}

type Member<Name extends string, T> = [T] extends [never]
  ? unknown
  : Record<never, never> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T }

type Declared<O, Name extends string> = O extends { readonly [K in Name]: infer T } ? T : never

/**
 * What a call takes: `params` of the path, `query`, `body`, and
 * `version` (becomes If-Match; required where the API asks for it), `idempotencyKey` (1–255 visible characters), `signal`.
 */
export type Call<O> = Member<'params', Declared<O, 'params'>> &
  Member<'query', Declared<O, 'query'>> &
  Member<'body', Declared<O, 'body'>> &
  (O extends { readonly version: true } ? { version: number } : unknown) &
  (O extends { readonly idempotent: true } ? { idempotencyKey?: string } : unknown) & { signal?: AbortSignal }

/** A whole answer. `data` is undefined for 204, a Blob for files. */
export interface Answer<T> {
  readonly data: T
  readonly status: number
  /** From `ETag`: the record's version. */
  readonly version: number | undefined
  /** From `Location`: where the created thing is. */
  readonly location: string | undefined
  readonly requestId: string | undefined
}

export type Data<Id extends OperationId> = Operations[Id]['answer']

/** Arguments of a call: none needed where nothing is required. */
export type Arguments<O> = Record<never, never> extends Call<O> ? [call?: Call<O>] : [call: Call<O>]

/** A call as the runtime sees it, whatever the operation. */
export interface UntypedCall {
  readonly params?: Record<string, unknown>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
  readonly version?: number
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}
