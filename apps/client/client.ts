import { operations } from './generated.ts'
import type { Operations } from './generated.ts'
import { ApiProblem } from './problem.ts'
import type { Answer, Arguments, Data, OperationId, UntypedCall } from './call.ts'

export interface ClientOptions {
  /** `https://crm.example.com`; empty: the page's own origin. */
  readonly baseUrl?: string
  /** Default: the platform's. Cookies are its business: the page's own are sent with every call. */
  readonly fetch?: typeof globalThis.fetch
  /** Slug of the organization that the caller believes to be in; another one in the session answers `organization_switched`. */
  readonly organization?: () => string | undefined
  /** Sees every problem before it is thrown, for example to go to sign-in on `not_signed_in`. `operation`: `GET /deals/{id}`. */
  readonly onProblem?: (problem: ApiProblem, operation: string) => void
}

/** One method per operation, and these. */
export type Client = {
  readonly [Id in OperationId]: (...call: Arguments<Operations[Id]>) => Promise<Data<Id>>
} & {
  /** The whole answer: with status, version, location. */
  readonly send: <Id extends OperationId>(id: Id, ...call: Arguments<Operations[Id]>) => Promise<Answer<Data<Id>>>
  /** The address, for links and downloads. */
  readonly href: <Id extends OperationId>(id: Id, ...call: Arguments<Operations[Id]>) => string
  /** For addresses that are known only at run time, such as those of an object from GET /objects: `PATCH /deals/{id}`. The caller says what comes back. */
  readonly request: <T>(address: string, call?: UntypedCall) => Promise<T>
  readonly address: (address: string, call?: UntypedCall) => string
}

/** Throws `ApiProblem`; the caller's abort rejects with the signal's own reason. */
export function createClient(options: ClientOptions = {}): Client {
  const send = (id: OperationId, call?: UntypedCall) => answer(options, operations[id], call)
  const client: Record<string, unknown> = {
    send,
    href: (id: OperationId, call?: UntypedCall) => target(options, operations[id], call),
    request: async (operation: string, call?: UntypedCall) => (await answer(options, operation, call)).data,
    address: (operation: string, call?: UntypedCall) => target(options, operation, call),
  }
  for (const id of Object.keys(operations) as OperationId[]) {
    client[id] = async (call?: UntypedCall) => (await send(id, call)).data
  }
  return client as Client
}

async function answer(options: ClientOptions, operation: string, call: UntypedCall = {}): Promise<Answer<unknown>> {
  try {
    return await exchange(options, operation, call)
  } catch (error) {
    if (call.signal?.aborted === true) throw error
    const problem = error instanceof ApiProblem ? error : new ApiProblem(0, {}, undefined, error)
    options.onProblem?.(problem, operation)
    throw problem
  }
}

async function exchange(options: ClientOptions, operation: string, call: UntypedCall): Promise<Answer<unknown>> {
  const fetch = options.fetch ?? globalThis.fetch
  const response = await fetch(target(options, operation, call), {
    method: operation.slice(0, operation.indexOf(' ')),
    headers: headers(options, call),
    ...(call.body === undefined ? {} : { body: isBytes(call.body) ? call.body : JSON.stringify(call.body) }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  })
  const requestId = response.headers.get('x-request-id') ?? undefined
  if (!response.ok) throw new ApiProblem(response.status, await problemDocument(response), requestId)
  return {
    data: await content(response),
    status: response.status,
    version: versionOf(response.headers.get('etag')),
    location: response.headers.get('location') ?? undefined,
    requestId,
  }
}

function headers(options: ClientOptions, call: UntypedCall): Headers {
  const headers = new Headers({ accept: 'application/json' })
  const organization = options.organization?.()
  if (organization !== undefined) headers.set('freehold-organization', organization)
  if (call.version !== undefined) headers.set('if-match', `"${call.version}"`)
  if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey)
  if (call.body !== undefined) headers.set('content-type', isBytes(call.body) ? 'application/octet-stream' : 'application/json')
  return headers
}

function isBytes(body: unknown): body is Blob | ArrayBuffer {
  return body instanceof Blob || body instanceof ArrayBuffer
}

async function content(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  return response.headers.get('content-type')?.startsWith('application/json') === true ? response.json() : response.blob()
}

async function problemDocument(response: Response): Promise<Record<string, unknown>> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) return {}
  const document: unknown = await response.json()
  return typeof document === 'object' && document !== null ? { ...document } : {}
}

function versionOf(etag: string | null): number | undefined {
  const digits = etag?.match(/^(?:W\/)?"(\d+)"$/)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** `GET /deals/{id}` → `/api/v1/deals/7?…`. */
function target(options: ClientOptions, operation: string, call: UntypedCall = {}): string {
  const path = operation
    .slice(operation.indexOf(' ') + 1)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(call.params?.[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(call.query ?? {})) {
    // A list is one comma-separated value, as the API's `in` takes it; undefined means: leave it out.
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  const address = `${options.baseUrl ?? ''}/api/v1${path}`
  return query.size === 0 ? address : `${address}?${query.toString()}`
}
