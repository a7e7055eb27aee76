import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { idParams } from '../values.ts'
import { clearances, weekdays } from './profile.ts'
import { oneProfile, replaceProfile } from './profile-service.ts'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written like 08:30.')

const clearance = z.enum(clearances, { error: () => `A clearance is one of: ${clearances.join(', ')}.` }).nullable()

const shift = z
  .object({
    start: timeOfDay,
    end: timeOfDay,
    days: z
      .array(z.enum(weekdays, { error: () => `A day is one of: ${weekdays.join(', ')}.` }))
      .min(1, 'Name at least one day.')
      .overwrite((days) => weekdays.filter((day) => days.includes(day))),
  })
  .refine(({ start, end }) => start !== end, { path: ['end'], error: 'A shift ends at another time than it starts.' })
  .nullable()

const profileView = z.object({ version: z.int(), clearance, shift }).meta({ id: 'Profile' })

const common = { tag: 'Roles', resource: 'assignments', params: idParams } as const

export const profileRoutes: readonly MemberRoute[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/members/:id/profile',
    id: 'getProfile',
    summary: 'What conditions know of a person: clearance and shift',
    action: 'read',
    response: profileView,
    async handler(ctx, { params }) {
      const profile = await oneProfile(ctx, params.id)
      return { body: profile, version: profile.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'PUT',
    path: '/members/:id/profile',
    id: 'replaceProfile',
    summary: 'Say what conditions know of a person; what is left out is unknown. If-Match: "0" the first time',
    action: 'update',
    body: z.object({ clearance: clearance.optional(), shift: shift.optional() }),
    conditional: true,
    response: profileView,
    async handler(ctx, { params, body: { clearance = null, shift = null } }, facts) {
      const profile = await replaceProfile(ctx, params.id, facts.ifMatch ?? 0, { clearance, shift })
      return { body: profile, version: profile.version }
    },
  }),
]
