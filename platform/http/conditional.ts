import { Problem } from '@freehold/kernel'

/**
 * `If-Match: "7"` → 7. Weak tags (`W/"7"`) are taken: a version is one number, however a proxy re-encoded the body around it.
 * `*` and lists are refused: who does not name the version he saw would overwrite what he did not see.
 */
export function parseIfMatch(header: string | undefined): number {
  if (header === undefined || header.trim() === '') {
    throw new Problem('version_required', {
      detail: 'Send If-Match with the ETag of the record as you read it, for example If-Match: "7".',
    })
  }
  const version = versionIn(header.trim())
  if (version !== undefined) return version
  throw new Problem('bad_request', {
    detail:
      header.trim() === '*'
        ? 'If-Match: * would overwrite whatever is there. Name the version that you read, for example If-Match: "7".'
        : 'If-Match must be one version in quotes, as the ETag gave it, for example If-Match: "7".',
  })
}

function versionIn(tag: string): number | undefined {
  const digits = /^(?:W\/)?"(\d{1,10})"$/.exec(tag)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

export function etag(version: number): string {
  return `"${version}"`
}

/** `If-None-Match` names this version (a list may; weak comparison, as RFC 9110 asks), or any (`*`). */
export function isKnownVersion(header: string | undefined, version: number): boolean {
  if (header === undefined) return false
  return header.split(',').some((tag) => tag.trim() === '*' || versionIn(tag.trim()) === version)
}

/** `Idempotency-Key`, 1 to 255 visible ASCII characters, or undefined. */
export function parseIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header
  throw new Problem('bad_request', { detail: 'Idempotency-Key must be 1 to 255 visible characters without spaces, for example a UUID.' })
}
