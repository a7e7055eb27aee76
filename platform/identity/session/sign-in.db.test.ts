import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Problem } from '@freehold/kernel'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { network } from '../attempt/attempt.ts'
import { codeOf, goodPassword, People, type Person } from '../test/people.ts'

let db: TestDatabase
let people: People
let ada: Person
let eve: Person
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
  ada = await people.register('Ada', 'Engines')
  eve = await people.register('Eve', 'Elsewhere')
})
afterAll(() => db.drop())
beforeEach(() => db.admin((client) => client.query('delete from control.attempt')))

const home = '192.0.2.1'
const signIn = (email: string, password: string, address = home) => people.public('signIn', { body: { email, password } }, address)
const later = (interval: string) =>
  db.admin((client) =>
    client.query('update control.attempt set last_at = last_at - $1::interval, blocked_until = blocked_until - $1::interval', [interval]),
  )

async function failure(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  if (error instanceof Problem) return error
  throw error
}

describe('sign-in', () => {
  it('answers alike for an unknown address and a wrong password', async () => {
    const unknown = await failure(signIn('nobody@example.com', goodPassword))
    const wrong = await failure(signIn(ada.email, 'another fine secret phrase'))
    expect(unknown.toDocument()).toEqual(wrong.toDocument())
    expect(unknown.code).toBe('sign_in_failed')
  })

  it('takes about as long for both', async () => {
    const time = async (email: string, round: number) => {
      const started = performance.now()
      await failure(signIn(email, `wrong ${round}`))
      return performance.now() - started
    }
    await time('warm@example.com', 0)
    // In turn, so that whatever else the machine does falls on both; the middle one of each.
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let round = 0; round < 4; round += 1) {
      known.push(await time(ada.email, round))
      unknown.push(await time('nobody2@example.com', round))
    }
    const middle = (times: number[]) => times.toSorted((a, b) => a - b)[1] ?? 0
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.4)
    expect(middle(unknown) / middle(known)).toBeLessThan(2.5)
  })
})

describe('failures in a row', () => {
  const guess = async (count: number, email: string, address: string) => {
    const codes: string[] = []
    for (let round = 0; round < count; round += 1) codes.push(await codeOf(signIn(email, `guess ${round}`, address)))
    return codes
  }

  it('delay the next one, longer each time, with the time to wait', async () => {
    expect(await guess(6, ada.email, '203.0.113.5')).toEqual([...Array<string>(5).fill('sign_in_failed'), 'too_many_requests'])
    await later('2 seconds')
    expect(await guess(2, ada.email, '203.0.113.5')).toEqual(['sign_in_failed', 'too_many_requests'])
    await later('4 minutes')
    await guess(6, ada.email, '203.0.113.5')
    const problem = await failure(signIn(ada.email, 'guess', '203.0.113.5'))
    expect(problem.code).toBe('too_many_requests')
    expect(problem.extra.members?.['retryAfter']).toBeGreaterThanOrEqual(1)
  })

  it('count alike for accounts that do not exist', async () => {
    expect(await guess(6, 'nobody@example.com', '203.0.113.6')).toEqual(await guess(6, eve.email, '203.0.113.7'))
  })

  it('of others lock nobody out who signs in from where they did before', async () => {
    for (let from = 1; from <= 8; from += 1) await guess(2, ada.email, `203.0.113.${from}`)
    expect(await codeOf(signIn(ada.email, goodPassword, '198.51.100.50')), 'a new address waits like the attacker').toBe(
      'too_many_requests',
    )
    expect(await codeOf(signIn(ada.email, goodPassword, home))).toBe('no problem')
    expect(await codeOf(signIn(eve.email, goodPassword, '203.0.113.1')), 'another account is not concerned').toBe('no problem')
  })

  it('are over once the right password was given', async () => {
    await guess(4, ada.email, home)
    expect(await codeOf(signIn(ada.email, goodPassword))).toBe('no problem')
    expect(await guess(4, ada.email, home)).toEqual(Array<string>(4).fill('sign_in_failed'))
    expect(await codeOf(signIn(ada.email, goodPassword))).toBe('no problem')
  })

  it('cannot be outrun by trying all at once', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, (_, round) => codeOf(signIn(ada.email, `guess ${round}`, '203.0.113.9'))))
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(25)
  })

  it('over many accounts delay the address that makes them', async () => {
    const codes: string[] = []
    for (let round = 0; round < 31; round += 1) codes.push(await codeOf(signIn(`somebody${round}@example.com`, 'guess', '203.0.113.10')))
    expect(codes.at(-2)).toBe('sign_in_failed')
    expect(codes.at(-1)).toBe('too_many_requests')
    expect(await codeOf(signIn(ada.email, goodPassword, '203.0.113.11'))).toBe('no problem')
  })

  it('wait an hour from the hundredth on, and are forgotten after a day', async () => {
    await guess(1, ada.email, '203.0.113.12')
    await db.admin((client) => client.query('update control.attempt set failures = 99'))
    await guess(1, ada.email, '203.0.113.12')
    expect((await failure(signIn(ada.email, 'guess', '203.0.113.12'))).extra.members?.['retryAfter']).toBeGreaterThan(3_500)
    await later('25 hours')
    expect(await guess(4, ada.email, '203.0.113.12')).toEqual(Array<string>(4).fill('sign_in_failed'))
  })

  it('are kept without naming anybody', async () => {
    await guess(1, ada.email, '203.0.113.13')
    const { rows } = await db.admin((client) => client.query('select a::text as line from control.attempt a'))
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toMatch(/example|203\.0/)
  })
})

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('counts %s as %s', (address, expected) => {
  expect(network(address)).toBe(expected)
})
