import { z } from 'zod'

/** Any uuid, lower case: it is compared, never interpreted. */
export const id = z.guid({ error: () => 'An id is a uuid.' }).toLowerCase()

export const idParams = z.object({ id })

export const membershipParams = z.object({ id, memberId: id })

export const name = z
  .string({ error: () => 'A name is text.' })
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')

export const description = z
  .string({ error: () => 'A description is text.' })
  .trim()
  .max(1000, 'Use at most 1,000 characters.')
  .transform((text) => (text === '' ? null : text))

export const nothing = z.undefined()

/** A moment to come or gone; kept in UTC. */
export const moment = z.iso
  .datetime({ offset: true, error: () => 'A moment is written like 2027-01-31T18:00:00Z.' })
  .transform((text) => new Date(text).toISOString())
