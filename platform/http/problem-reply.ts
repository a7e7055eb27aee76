import { Problem } from '@freehold/kernel'
import type { Log } from '@freehold/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What the framework found wrong with a request before a handler saw it, in our words. */
const byFrameworkCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported_content', { detail: 'Send the body as Content-Type: application/json.' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem('bad_request', { detail: 'The body is not valid JSON.' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('bad_request', { detail: 'The body is not as long as Content-Length says.' }),
  FST_ERR_BAD_URL: () => new Problem('bad_request', { detail: 'The address is not well encoded.' }),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem('no_such_route'),
}

/** Any thrown thing → the problem to answer. What nobody expected becomes `internal_error`, its cause for the log only. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode, message } = (error ?? {}) as { code?: unknown; statusCode?: unknown; message?: unknown }
  const framework = typeof code === 'string' ? byFrameworkCode[code] : undefined
  if (framework !== undefined) return framework()
  // secure-json-parse and the like: the caller's mistake, said in a sentence without internals.
  if (statusCode === 400 && error instanceof SyntaxError) return new Problem('bad_request', { detail: 'The body is not valid JSON.' })
  if (isLeaving(error)) return new Problem('bad_request', { detail: 'The request ended before all of it arrived.', cause: error })
  return new Problem('internal_error', { cause: error ?? new Error(`A thrown ${String(message)}`) })
}

/** The caller went away in the middle: not a bug, and nobody reads the answer. */
function isLeaving(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || name === 'AbortError'
}

export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): FastifyReply {
  const retryAfter = problem.extra.members?.['retryAfter']
  if (typeof retryAfter === 'number') reply.header('retry-after', String(Math.ceil(retryAfter)))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.toDocument(requestId)))
}

/** Bugs with their stack, failures of the database as warnings, refusals only for who debugs. */
export function logProblem(log: Log, request: FastifyRequest, problem: Problem): void {
  const fields = { requestId: request.id, method: request.method, route: request.routeOptions.url ?? null, code: problem.code }
  const { cause } = problem.extra
  if (problem.code === 'internal_error') log.error({ ...fields, error: stackOf(cause ?? problem) }, 'bug while answering a request')
  else if (problem.status >= 500) log.warn({ ...fields, error: stackOf(cause ?? problem) }, 'request failed')
  else log.debug({ ...fields, detail: problem.message, ...(cause === undefined ? {} : { error: stackOf(cause) }) }, 'request refused')
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
