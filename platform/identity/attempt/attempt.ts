import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { Problem } from '@freehold/kernel'
import type { ControlTx } from '@freehold/tenancy/control'
import { countAttempt, dropOldAttempts, forgetAttempts, secondsBlocked, takeBackAttempt, type Limit } from './attempt-queries.ts'

/** An attempt to prove who one is, under way. */
export interface Attempt {
  readonly email: string
  readonly address: string
  /** This account was signed in to from this address before. */
  readonly familiar: boolean
}

/**
 * Lets an attempt begin, or throws Problem `too_many_requests` with the seconds to wait (ASVS 6.3.1). Counted are the network address,
 * the account from this address, and the account from everywhere. The last one holds back only addresses from which its owner never
 * signed in, so that nobody can lock another out; all three are counted whether or not there is such an account (ASVS 6.3.8).
 */
export async function beginAttempt(tx: ControlTx, attempt: Attempt): Promise<void> {
  // One order for all, so that two sign-ins never wait for each other's rows.
  for (const limit of limitsOf(attempt)) {
    if (await countAttempt(tx, limit)) continue
    const seconds = await secondsBlocked(tx, limit.key)
    throw new Problem('too_many_requests', {
      detail: `Too many attempts failed. Try again in ${seconds === 1 ? 'a second' : seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`,
      members: { retryAfter: seconds },
    })
  }
}

/** It was the right person: their failures in a row are over. */
export async function endAttempt(tx: ControlTx, { email, address }: Attempt): Promise<void> {
  await takeBackAttempt(tx, addressKey(address))
  await forgetAttempts(tx, [pairKey(email, address), accountKey(email)])
  await dropOldAttempts(tx)
}

function limitsOf({ email, address, familiar }: Attempt): Limit[] {
  return [
    // An office shares one address: 30 wrong tries a day cost nobody anything.
    { key: addressKey(address), free: 30 },
    { key: pairKey(email, address), free: 5 },
    ...(familiar ? [] : [{ key: accountKey(email), free: 5 }]),
  ]
}

function addressKey(address: string): Buffer {
  return digest('address', network(address))
}

function pairKey(email: string, address: string): Buffer {
  return digest('pair', `${email} ${network(address)}`)
}

function accountKey(email: string): Buffer {
  return digest('account', email)
}

function digest(kind: string, value: string): Buffer {
  return createHash('sha256').update(`${kind} ${value}`).digest()
}

/** One subscriber has a whole /64 of version 6 and would otherwise have 2^64 addresses to try from. */
export function network(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? front : [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
