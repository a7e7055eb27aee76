/**
 * Every error a person or a program can meet, in one table (RFC 9457). `code` is stable and part of the API;
 * docs/reference/errors.md is generated from here and a test keeps the two equal.
 *
 * Expected failures are thrown as `Problem`; anything else that is thrown is a bug and answers `internal_error`.
 */
export const problems = {
  bad_request: { status: 400, title: 'The request cannot be understood' },
  invalid_cursor: { status: 400, title: 'The page cursor is not valid for this list' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  sign_in_failed: { status: 401, title: 'The address or the password is wrong' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  foreign_origin: { status: 403, title: 'The request came from another site' },
  // One answer for "does not exist" and "belongs to another organization": T12, nothing may be inferred.
  not_found: { status: 404, title: 'There is no such record' },
  no_such_route: { status: 404, title: 'There is nothing at this address' },
  stale_version: { status: 409, title: 'Somebody changed this record after you opened it' },
  already_exists: { status: 409, title: 'A record with this value exists already' },
  still_referenced: { status: 409, title: 'Other records still refer to this one' },
  wrong_state: { status: 409, title: 'This is not possible in the present state' },
  access_changed: { status: 409, title: 'Permissions were changed at the same moment' },
  organization_switched: { status: 409, title: 'You are signed in to another organization now' },
  gone: { status: 410, title: 'This link is no longer valid' },
  too_large: { status: 413, title: 'The content is larger than allowed' },
  unsupported_content: { status: 415, title: 'The body has a content type that is not taken here' },
  unsupported_file: { status: 415, title: 'This kind of file cannot be read' },
  invalid_input: { status: 422, title: 'Some values are not valid' },
  idempotency_conflict: { status: 422, title: 'This Idempotency-Key was used for another request' },
  version_required: { status: 428, title: 'Say which version you are changing (If-Match)' },
  too_many_requests: { status: 429, title: 'Too many attempts, wait a little' },
  internal_error: { status: 500, title: 'Something went wrong on our side; nothing was saved' },
  unavailable: { status: 503, title: 'The database cannot be reached right now; nothing was saved' },
  too_costly: { status: 503, title: 'This took longer than allowed and was stopped' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** One failing value: `path` as in the body (`amount`, `address.city`), `message` a sentence for a person. */
export interface FieldError {
  path: string
  message: string
}

export interface ProblemExtra {
  /** A sentence about this occurrence: what happened, what was kept, what to do. */
  detail?: string
  errors?: FieldError[]
  /** Further members of the problem document, for example `current` and `yours` of a stale version. */
  members?: Record<string, unknown>
  /** For the log only, never sent. */
  cause?: unknown
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly extra: ProblemExtra

  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(extra.detail ?? problems[code].title, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'Problem'
    this.code = code
    this.extra = extra
  }

  get status(): number {
    return problems[this.code].status
  }

  /** The RFC 9457 document. */
  toDocument(instance?: string): Record<string, unknown> {
    return {
      type: `/docs/errors#${this.code}`,
      title: problems[this.code].title,
      status: this.status,
      code: this.code,
      ...(this.extra.detail === undefined ? {} : { detail: this.extra.detail }),
      ...(instance === undefined ? {} : { instance }),
      ...(this.extra.errors === undefined ? {} : { errors: this.extra.errors }),
      ...this.extra.members,
    }
  }
}
