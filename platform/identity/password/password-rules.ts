import { Problem } from '@freehold/kernel'
import { commonWords } from './common-words.ts'

/** Argon2 takes any length; the limit keeps a caller from buying time with megabytes. 64 code points of four bytes fit (ASVS 6.2.9). */
const mostBytes = 256

/** What must be left once everything a guesser tries first is taken out: as many as a password needs beside a second factor. */
const leastUnguessable = 8

/** What a guesser knows of a person: name, address, organization. */
export interface PasswordContext {
  readonly name?: string
  readonly email?: string
  readonly organization?: string
}

/**
 * NFKC, once, before length, rules and hash alike, so that the same keys on another keyboard or system are the same password
 * (SP 800-63B-4 §3.1.1.2). Never trimmed, never truncated (ASVS 6.2.8).
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

/** Throws Problem `invalid_input` with what is wrong and what would be better. No composition rules (ASVS 6.2.5). */
export function checkNewPassword(password: string, context: PasswordContext, minimum: number): void {
  const message = fault(normalisePassword(password), context, minimum)
  if (message !== undefined) throw new Problem('invalid_input', { detail: message, errors: [{ path: 'password', message }] })
}

function fault(password: string, context: PasswordContext, minimum: number): string | undefined {
  const length = [...password].length
  if (length < minimum) return `Use at least ${minimum} characters; this has ${length}. A few unrelated words are easy to remember.`
  if (Buffer.byteLength(password) > mostBytes) return `Use at most ${mostBytes} bytes, about as many characters.`
  const rest = unguessable(password.toLowerCase(), context)
  if ([...rest].length < leastUnguessable)
    return 'This is too easy to guess: common words, rows of keys, or your own or the organization’s name. Add unrelated words.'
  return undefined
}

/** The password without common words, words of the context, and runs such as `aaaa`, `1234`, `abab`. */
function unguessable(password: string, context: PasswordContext): string {
  const words = [...contextWords(context), ...commonWords].sort((a, b) => b.length - a.length)
  const plain = words.reduce((rest, word) => rest.replaceAll(word, ''), password)
  return withoutRuns(plain.replaceAll(/(.{1,6}?)\1{2,}/gu, '')).replaceAll(/[\s\p{P}]/gu, '')
}

function contextWords({ name = '', email = '', organization = '' }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  const sources = [name, organization, local, domain.split('.').slice(0, -1).join(' '), `${name}${organization}`]
  return sources
    .flatMap((source) => {
      const text = source.normalize('NFKC').toLowerCase()
      return [text, text.replaceAll(/\s/gu, ''), ...text.split(/[^\p{L}\p{N}]+/u)]
    })
    .filter((word) => [...word].length >= 3)
}

/** Takes out four or more neighbours in the alphabet or among the digits, up or down. */
function withoutRuns(text: string): string {
  const points = [...text]
  const keep: string[] = []
  let from = 0
  while (from < points.length) {
    let to = from + 1
    const step = distance(points, to)
    if (Math.abs(step) === 1) while (to < points.length && distance(points, to) === step) to += 1
    if (to - from < 4) keep.push(...points.slice(from, (to = from + 1)))
    from = to
  }
  return keep.join('')
}

function distance(points: readonly string[], index: number): number {
  return (points[index]?.codePointAt(0) ?? Number.NaN) - (points[index - 1]?.codePointAt(0) ?? Number.NaN)
}
