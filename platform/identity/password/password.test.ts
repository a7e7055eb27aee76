import { randomBytes } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { PasswordHasher } from './password-hash.ts'
import { checkNewPassword, type PasswordContext } from './password-rules.ts'

const context: PasswordContext = { name: 'Ada Lovelace', email: 'ada.lovelace@engines.example', organization: 'Analytical Engines' }

function verdict(password: string, minimum = 15): string {
  try {
    checkNewPassword(password, context, minimum)
    return 'good'
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${error.extra.errors?.[0]?.path}: ${error.message}`
    throw error
  }
}

describe('a new password', () => {
  it.each([
    'mountain violin teacup',
    'correcthorsebatteryxylophonegiraffe',
    'Grüße aus dem Möbelhaus',
    '日本語の長い秘密の合言葉です本当に',
    'x7#kQ!93vL0pz@Wm',
    ' leading and trailing kept ',
  ])('may be %s', (password) => {
    expect(verdict(password)).toBe('good')
  })

  it.each([
    ['a common one', 'passwordpassword'],
    ['a common one with digits', 'Password123456789!'],
    ['a row of keys', 'qwertyuiopasdfghjkl'],
    ['one character', 'aaaaaaaaaaaaaaaaaaaa'],
    ['a short pattern', 'abcabcabcabcabcabc'],
    ['digits in order', '012345678901234567890'],
    ['the alphabet backwards', 'zyxwvutsrqponmlkjihg'],
    ['the famous comic', 'correct horse battery staple'],
    ['the own name', 'AdaLovelace2026!!'],
    ['the address', 'ada.lovelace@engines'],
    ['the organization', 'AnalyticalEngines1!'],
  ])('may not be %s', (_, password) => {
    expect(verdict(password)).toMatch(/^invalid_input password: This is too easy to guess/)
  })

  it('is counted in code points after NFKC', () => {
    // Fourteen emoji are 28 UTF-16 units; a ligature is two letters.
    expect(verdict('🦊🐢🐙🦉🐝🦋🐌🐞🐬🐳🦓🦒🐫🦌')).toContain('at least 15 characters; this has 14')
    expect(verdict('ﬃx7kqz93vlwpm'), 'ﬃ is ffi').toBe('good')
  })

  it('may have 64 code points of four bytes, and not much more', () => {
    const fox = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(0x1f400 + ((index * 37) % 62))).join('')
    expect(verdict(fox)).toBe('good')
    expect(verdict(`${fox}x`)).toContain('at most 256 bytes')
  })
})

describe('the hash', () => {
  const hasher = new PasswordHasher(randomBytes(32))

  it('is Argon2id with the cost that OWASP names, salted, and knows its password', async () => {
    const [first, second] = await Promise.all([hasher.hash('mountain violin teacup'), hasher.hash('mountain violin teacup')])
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(first).not.toBe(second)
    expect(await hasher.verify(first, 'mountain violin teacup')).toBe(true)
    expect(await hasher.verify(first, 'mountain violin teacups')).toBe(false)
    expect(hasher.isOutdated(first)).toBe(false)
    expect(hasher.isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b27dA')).toBe(true)
  })

  it('is worthless without the pepper', async () => {
    const stored = await hasher.hash('mountain violin teacup')
    expect(await new PasswordHasher(randomBytes(32)).verify(stored, 'mountain violin teacup')).toBe(false)
  })

  it('takes composed and decomposed letters for the same', async () => {
    expect(await hasher.verify(await hasher.hash('Grüße aus Köln'.normalize('NFC')), 'Grüße aus Köln'.normalize('NFD'))).toBe(true)
  })

  it('works as long for an account that does not exist, and says no', async () => {
    const stored = await hasher.hash('mountain violin teacup')
    await hasher.verify(undefined, 'warm up')
    const time = async (against: string | undefined): Promise<number> => {
      const started = performance.now()
      expect(await hasher.verify(against, 'a wrong password')).toBe(false)
      return performance.now() - started
    }
    // In turn, so that whatever else the machine does falls on both; the middle one of each.
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let round = 0; round < 7; round += 1) {
      known.push(await time(stored))
      unknown.push(await time(undefined))
    }
    const middle = (times: number[]) => times.toSorted((a, b) => a - b)[3] ?? 0
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.4)
    expect(middle(unknown) / middle(known)).toBeLessThan(2.5)
    expect(await hasher.verify(undefined, 'no password is this one')).toBe(false)
  })

  it('serves all that wait, in turn', async () => {
    const stored = await hasher.hash('mountain violin teacup')
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => hasher.verify(stored, index % 2 ? 'mountain violin teacup' : 'no')),
    )
    expect(answers).toEqual(Array.from({ length: 12 }, (_, index) => index % 2 === 1))
  })

  it('turns away what would wait too long', async () => {
    const stored = await hasher.hash('mountain violin teacup')
    const flood = await Promise.allSettled(Array.from({ length: 210 }, () => hasher.verify(stored, 'no')))
    const refused = flood.filter((answer) => answer.status === 'rejected')
    expect(refused).toHaveLength(8)
    expect(refused[0]?.reason).toMatchObject({ code: 'unavailable' })
  })
})
