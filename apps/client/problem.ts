import type { ProblemCode } from './generated.ts'

/** One failing value: `path` as in the body (`amount`, `address.city`), `message` a sentence for a person. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** `unreachable` is the client's own: no answer came, or one that is not of this API (a proxy's page). */
export type ApiProblemCode = ProblemCode | 'unreachable'

interface ProblemDocument {
  readonly code?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly errors?: unknown
}

/** Every failure of a call, except the caller's own abort. `message` is a sentence that can be shown. */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly title: string
  readonly errors: readonly FieldError[]
  /** The whole problem document, with further members such as `current` and `yours` of a stale version. */
  readonly members: Readonly<Record<string, unknown>>
  /** What to tell support; the server's log has it on every line of the request. */
  readonly requestId: string | undefined

  constructor(status: number, document: ProblemDocument, requestId?: string, cause?: unknown) {
    const title = typeof document.title === 'string' ? document.title : 'The server could not be reached'
    super(typeof document.detail === 'string' ? document.detail : title, cause === undefined ? undefined : { cause })
    this.name = 'ApiProblem'
    this.code = typeof document.code === 'string' ? (document.code as ProblemCode) : 'unreachable'
    this.status = status
    this.title = title
    this.errors = Array.isArray(document.errors) ? document.errors : []
    this.members = { ...document }
    this.requestId = requestId
  }

  /** Messages by path, for standing beside their fields; the first of each. */
  byPath(): Record<string, string> {
    const messages: Record<string, string> = {}
    for (const { path, message } of this.errors) messages[path] ??= message
    return messages
  }
}
