import { z } from 'zod'

/** A person's or organization's name. */
export const name = z.string().trim().min(1, 'Enter a name').max(200, 'Use at most 200 characters')

/** Compared without regard to case or spaces around it. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Use at most 254 characters')
  .pipe(z.email('Enter a valid address, such as ada@example.com'))

/** Never trimmed. The rules come later, so that a sign-in does not teach them; the limit spares the parser. */
export const password = z.string().min(1, 'Enter a password').max(1024, 'Use at most 256 bytes')

export const role = z.enum(['owner', 'admin', 'member', 'viewer', 'guest'])

export const id = z.uuid('This is no id')

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use a currency code such as EUR')
  .optional()

const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
export const timeZone = z
  .string()
  .refine((zone) => zones.has(zone), 'Use a time zone such as Europe/Berlin')
  .optional()

export const text200 = z.string().trim().min(1, 'Leave it out or enter something').max(200, 'Use at most 200 characters')

export const memberView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    email: z.string().nullable(),
    role,
    status: z.enum(['active', 'invited', 'directory', 'disabled']),
    managerId: z.uuid().nullable(),
    office: z.string().nullable(),
  })
  .meta({ id: 'Member' })

const action = z.enum(['read', 'create', 'update', 'delete', 'restore', 'share', 'import', 'export', 'manage'])

export const sessionView = z
  .object({
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
    organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), currency: z.string(), timeZone: z.string() }).nullable(),
    member: z.object({ id: z.uuid(), name: z.string(), role }).nullable(),
    organizations: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string(), role })),
    demonstration: z.boolean(),
    revision: z.int().nullable().describe('Of the permissions: rises with every change of what decides; as in the header freehold-access'),
    permissions: z.record(z.string(), z.array(action)),
  })
  .meta({ id: 'Session' })

export const nothing = z.undefined()
