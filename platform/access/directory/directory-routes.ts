import type { MemberRoute } from '@freehold/kernel'
import { assignmentRoutes } from './assignment/assignment-routes.ts'
import { nodeRoutes } from './node/node-routes.ts'
import { profileRoutes } from './profile/profile-routes.ts'
import { teamRoutes } from './team/team-routes.ts'
import { territoryRoutes } from './territory/territory-routes.ts'

/** Who belongs where, and which roles people and teams have beside their built-in ones. */
export const directoryRoutes: readonly MemberRoute[] = [
  ...teamRoutes,
  ...territoryRoutes,
  ...nodeRoutes,
  ...assignmentRoutes,
  ...profileRoutes,
]
