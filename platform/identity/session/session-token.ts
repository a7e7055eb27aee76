import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits in 43 characters of base64url; only its SHA-256 is stored (ASVS 7.2.3). For sessions and invitations alike. */
export interface NewToken {
  readonly token: string
  readonly hash: Buffer
}

const form = /^[A-Za-z0-9_-]{43}$/

export function newToken(): NewToken {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: digest(token) }
}

/** Undefined for what cannot be a token: no need to ask the database. */
export function hashToken(token: string): Buffer | undefined {
  return form.test(token) ? digest(token) : undefined
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
