import { publicRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { currency, email, name, password, sessionView, timeZone } from '../values.ts'
import { register } from './registration-service.ts'

export const registrationRoutes = (deps: Deps): Route[] => [
  publicRoute({
    method: 'POST',
    path: '/registrations',
    id: 'register',
    summary: 'Register a user with an organization of their own, signed in',
    tag: 'Session',
    body: z.object({ name, email, password, organizationName: name, currency, timeZone }),
    status: 201,
    response: sessionView,
    async handler(ctx, { body }) {
      const { token, view } = await register(deps, ctx, body)
      return { body: view, sessionToken: token }
    },
  }),
]
