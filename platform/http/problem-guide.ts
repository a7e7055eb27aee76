import { problems } from '@freehold/kernel'
import type { ProblemCode } from '@freehold/kernel'

interface Guidance {
  /** What happened, in one sentence for whoever builds on the API. */
  readonly meaning: string
  /** What to do about it. */
  readonly remedy: string
}

/** One entry per code; the compiler asks for a missing one. docs/reference/errors.md and /docs/errors are made from it. */
export const guidance: Readonly<Record<ProblemCode, Guidance>> = {
  bad_request: {
    meaning:
      'The request cannot be read: malformed JSON, a malformed header, an address that is not encoded well, or a body that ended early.',
    remedy: 'Correct what `detail` names. The same request will fail again.',
  },
  invalid_cursor: {
    meaning: 'The `cursor` belongs to another list, another sort order or another organization, or was changed on the way.',
    remedy: 'Start again without `cursor`; take cursors only from `next` of the same list.',
  },
  not_signed_in: {
    meaning: 'There is no session cookie, or its session ended or expired. Which of these is never said.',
    remedy: 'Sign in with POST /api/v1/sessions and repeat the request.',
  },
  sign_in_failed: {
    meaning: 'The address is not known or the password does not belong to it. Both look the same, and take the same time.',
    remedy: 'Check both. After several attempts wait as `Retry-After` says.',
  },
  forbidden: {
    meaning: 'The role does not allow this. `action` and `resource` say what was refused, `needs` the least role that may do it.',
    remedy: 'Ask an owner or admin of the organization; `permissions` of GET /api/v1/session says beforehand what is allowed.',
  },
  foreign_origin: {
    meaning: 'A write came from the page of another site, or carries the session cookie without an `Origin`.',
    remedy: 'Call from the page of this server. A program that uses a session cookie sends `Origin` with the address of this server.',
  },
  not_found: {
    meaning:
      'There is no such record in your organization. A record of another organization is answered alike, in every byte but the request id.',
    remedy: 'Check the id. The record may have been deleted for good; look into the trash and the timeline.',
  },
  no_such_route: {
    meaning: 'Nothing answers this method at this address.',
    remedy: 'Compare with the API reference at /api/v1/reference.',
  },
  stale_version: {
    meaning:
      'Somebody changed the record after you read it, so `If-Match` names an old version. `current` is the record now, `yours` what you sent, `base` what changed since.',
    remedy: 'Show both sides, merge, and repeat with the version of `current`.',
  },
  already_exists: {
    meaning: 'A value that must be unique is taken within the organization; `errors` names the field.',
    remedy: 'Choose another value or change the record that has it.',
  },
  still_referenced: {
    meaning: 'Other records refer to this one. Where it is known what does (teams, territories, places), `usedBy` lists it.',
    remedy: 'Change or delete those first.',
  },
  wrong_state: {
    meaning:
      'The thing exists, but is in a state in which this is not possible: an import that already runs, a record that is not in the trash.',
    remedy: 'Read its present state and decide anew.',
  },
  access_changed: {
    meaning: 'What people may do in this organization was being changed again and again while the request ran. Nothing was saved.',
    remedy: 'Repeat the request. One change alone is met by deciding anew and does not show.',
  },
  organization_switched: {
    meaning: '`Freehold-Organization` names another organization than the session is in; the user switched, perhaps in another tab.',
    remedy: 'Reload to continue in `organization`, or switch back with PUT /api/v1/session/organization. Nothing was saved.',
  },
  gone: {
    meaning: 'A link, such as an invitation, was used, withdrawn or has expired.',
    remedy: 'Ask for a new one.',
  },
  too_large: {
    meaning: 'The body is larger than this server takes.',
    remedy: 'Send less: split a file into several imports.',
  },
  unsupported_content: {
    meaning: 'The body has another content type than this address reads.',
    remedy: 'Send `Content-Type: application/json`; uploads may have any type.',
  },
  unsupported_file: {
    meaning: 'The uploaded file is none that can be read as a table.',
    remedy: 'Save it as CSV (UTF-8) or XLSX and upload it again.',
  },
  invalid_input: {
    meaning: 'Values of the address, the query or the body do not fit. `errors` has one entry per value: `path` and `message`.',
    remedy: 'Correct each value. Nothing was saved.',
  },
  idempotency_conflict: {
    meaning: 'The same `Idempotency-Key` came before with a different request.',
    remedy: 'Use a new key for a new request, such as a UUID; keep a key only to repeat the very same one.',
  },
  version_required: {
    meaning: 'This change needs `If-Match`, so that nobody overwrites what he did not see.',
    remedy: 'Read the record and send its ETag: `If-Match: "7"`.',
  },
  too_many_requests: {
    meaning: 'There were too many attempts from this address or for this account.',
    remedy: 'Wait as many seconds as `Retry-After` says.',
  },
  internal_error: {
    meaning: 'A bug on our side. The transaction was rolled back; nothing was saved.',
    remedy: 'Report the request id from `instance` or `X-Request-Id`: every log line of the request carries it.',
  },
  unavailable: {
    meaning:
      'The database cannot be reached or is restarting. Nothing was saved, unless the connection broke in the very moment of saving.',
    remedy: 'Repeat after a moment; a create with the same `Idempotency-Key` cannot happen twice.',
  },
  too_costly: {
    meaning: 'The request ran into the time limit of the database and was stopped. Nothing was saved.',
    remedy: 'Ask for less: a narrower filter, a smaller page, no `exact=true`.',
  },
}

export const problemCodes = Object.keys(problems) as ProblemCode[]

/** docs/reference/errors.md. */
export function errorsDocument(): string {
  const rows = problemCodes.map((code) => `- ${problems[code].status} [\`${code}\`](#${code}): ${problems[code].title}`)
  const sections = problemCodes.map((code) =>
    [
      `## ${code}`,
      '',
      `**${problems[code].status}** · ${problems[code].title}`,
      '',
      guidance[code].meaning,
      '',
      `**What to do:** ${guidance[code].remedy}`,
      '',
    ].join('\n'),
  )
  return [
    '# Errors',
    '',
    '<!-- Made by scripts/generate-errors.ts from platform/kernel/errors.ts and platform/http/problem-guide.ts. -->',
    '',
    'Every failure is an RFC 9457 document (`application/problem+json`) with `type`, `title`, `status`, `code`, `instance` (the request id)',
    'and, where there is more to say, `detail` and `errors: [{ path, message }]`. `code` is stable: programs decide by it, never by a text.',
    '',
    ...rows,
    '',
    ...sections,
  ].join('\n')
}
