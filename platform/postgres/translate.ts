import { ContextLostError, Problem } from '@freehold/kernel'

/** What PostgreSQL says of an error, as far as it is used. */
interface DatabaseError extends Error {
  code?: string
  constraint?: string
  table?: string
  column?: string
}

/** The constraint that a translated problem stands for; records maps it to a field's path. */
export function violatedConstraint(error: unknown): { constraint?: string; table?: string; column?: string } {
  const cause = error instanceof Problem ? error.extra.cause : error
  const { constraint, table, column } = (cause ?? {}) as DatabaseError
  return { ...(constraint && { constraint }), ...(table && { table }), ...(column && { column }) }
}

const collided = 'Two changes at the same moment collided. Nothing was saved; try again.'
const unreachable = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
])

const translations: Record<string, (error: DatabaseError) => Error> = {
  '23505': (cause) => new Problem('already_exists', { cause }),
  // One code for both directions; the message tells them apart (servers run with lc_messages = C where we start them).
  '23503': (cause) =>
    cause.message.startsWith('insert')
      ? new Problem('invalid_input', { detail: 'A record that this one refers to does not exist.', cause })
      : new Problem('still_referenced', { cause }),
  '23514': (cause) => new Problem('invalid_input', { detail: 'A value breaks a rule of the database.', cause }),
  '23502': (cause) => new Problem('invalid_input', { detail: 'A required value is missing.', cause }),
  '22001': (cause) => new Problem('invalid_input', { detail: 'A value is too long.', cause }),
  '22003': (cause) => new Problem('invalid_input', { detail: 'A number is out of range.', cause }),
  '22007': (cause) => new Problem('invalid_input', { detail: 'A date or time is not valid.', cause }),
  '22008': (cause) => new Problem('invalid_input', { detail: 'A date or time is out of range.', cause }),
  '22021': (cause) => new Problem('invalid_input', { detail: 'A text contains characters that cannot be stored.', cause }),
  '22P02': (cause) => new Problem('invalid_input', { detail: 'A value has the wrong form.', cause }),
  '22P05': (cause) => new Problem('invalid_input', { detail: 'A text contains characters that cannot be stored.', cause }),
  '40001': (cause) => new Problem('unavailable', { detail: collided, cause }),
  '40P01': (cause) => new Problem('unavailable', { detail: collided, cause }),
  '55P03': (cause) =>
    new Problem('unavailable', { detail: 'Somebody else is changing the same records. Nothing was saved; try again.', cause }),
  '57014': (cause) => new Problem('too_costly', { cause }),
  FH001: (cause) => new ContextLostError(cause.message),
  FH007: (cause) => new Problem('access_changed', { cause }),
}

/** The operation was decided by permissions that are no longer the organization's (tenancy.enter); nothing has happened. */
export function isOutdated(error: unknown): boolean {
  const cause = error instanceof Problem ? error.extra.cause : error
  return (cause as DatabaseError | undefined)?.code === 'FH007'
}

/** A lock was not given in time. */
export function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Problem ? error.extra.cause : error
  return (cause as DatabaseError | undefined)?.code === '55P03'
}

/** Turns what a person can meet into a `Problem`; a bug stays what it is and is answered `internal_error`. */
export function translateError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const cause = error as DatabaseError
  const translate = cause.code === undefined ? undefined : translations[cause.code]
  if (translate) return translate(cause)
  if (
    (cause.code !== undefined && unreachable.has(cause.code)) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(cause.message)
  ) {
    return new Problem('unavailable', { cause })
  }
  return error
}
