import { createRootRoute, createRoute, createRouter, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router'
import { Frame } from './frame/frame.tsx'
import { NotFound, PageFailure } from './frame/page-failure.tsx'
import { objectsQuery, queryClient, sessionQuery } from './queries.ts'
import { listSearch, parseSearch, stringifySearch } from './search-params.ts'
import { groupsSearch, openSearch, policySearch } from './access/access-search.ts'
import { hasOrganization } from './session/session.ts'

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFailure })

interface SignInSearch {
  /** Where to go afterwards; an address of this page. */
  to?: string
}

/** Only a path of this page: `//elsewhere.example` and `https:` would carry a person away after signing in. */
function signInSearch(raw: Record<string, unknown>): SignInSearch {
  const to = raw['to']
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./session/sign-in-page.tsx'), 'SignInPage'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./session/registration-page.tsx'), 'RegistrationPage'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('./session/invitation-page.tsx'), 'InvitationPage'),
})

const firstOrganization = createRoute({
  getParentRoute: () => root,
  path: '/organizations/new',
  component: lazyRouteComponent(() => import('./session/organization-page.tsx'), 'OrganizationPage'),
})

/** Everything inside needs a session with an organization. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  notFoundComponent: NotFound,
  beforeLoad: async ({ location }) => {
    // Asked for together: one round trip fewer before the first row.
    const objects = queryClient.ensureQueryData(objectsQuery)
    objects.catch(() => undefined)
    const session = await queryClient.ensureQueryData(sessionQuery)
    if (session === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
    if (!hasOrganization(session)) throw redirect({ to: '/organizations/new' })
    await objects
  },
})

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
})

/** Only the plural names that GET /objects knows are addresses. */
async function knownObject(plural: string): Promise<void> {
  const objects = await queryClient.ensureQueryData(objectsQuery)
  if (!objects.some((object) => object.plural === plural)) throw notFound()
}

const list = createRoute({
  getParentRoute: () => frame,
  path: '/$plural',
  validateSearch: listSearch,
  loader: ({ params }) => knownObject(params.plural),
  component: lazyRouteComponent(() => import('./records/list-page.tsx'), 'ListPage'),
  notFoundComponent: NotFound,
})

const record = createRoute({
  getParentRoute: () => frame,
  path: '/$plural/$id',
  loader: ({ params }) => knownObject(params.plural),
  component: lazyRouteComponent(() => import('./records/record-page.tsx'), 'RecordPage'),
  notFoundComponent: NotFound,
})

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports',
  component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
})

const newImport = createRoute({
  getParentRoute: () => frame,
  path: '/imports/new',
  validateSearch: (raw: Record<string, unknown>): { object?: string } =>
    typeof raw['object'] === 'string' ? { object: raw['object'] } : {},
  component: lazyRouteComponent(() => import('./imports/new-import-page.tsx'), 'NewImportPage'),
})

const importRoute = createRoute({
  getParentRoute: () => frame,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
})

const trash = createRoute({
  getParentRoute: () => frame,
  path: '/trash',
  validateSearch: (raw: Record<string, unknown>): { object?: string } =>
    typeof raw['object'] === 'string' ? { object: raw['object'] } : {},
  component: lazyRouteComponent(() => import('./trash/trash-page.tsx'), 'TrashPage'),
})

const members = createRoute({
  getParentRoute: () => frame,
  path: '/members',
  component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
})

const person = createRoute({
  getParentRoute: () => frame,
  path: '/members/$memberId',
  component: lazyRouteComponent(() => import('./access/people/person-page.tsx'), 'PersonPage'),
})

const teams = createRoute({
  getParentRoute: () => frame,
  path: '/teams',
  validateSearch: groupsSearch,
  component: lazyRouteComponent(() => import('./access/teams/groups-page.tsx'), 'GroupsPage'),
})

const hierarchy = createRoute({
  getParentRoute: () => frame,
  path: '/hierarchy',
  validateSearch: openSearch,
  component: lazyRouteComponent(() => import('./access/hierarchy/hierarchy-page.tsx'), 'HierarchyPage'),
})

const roles = createRoute({
  getParentRoute: () => frame,
  path: '/roles',
  component: lazyRouteComponent(() => import('./access/roles/roles-page.tsx'), 'RolesPage'),
})

const policy = createRoute({
  getParentRoute: () => frame,
  path: '/policy',
  validateSearch: policySearch,
  component: lazyRouteComponent(() => import('./access/policy/policy-page.tsx'), 'PolicyPage'),
})

const policyPreview = createRoute({
  getParentRoute: () => frame,
  path: '/policy/preview',
  validateSearch: openSearch,
  component: lazyRouteComponent(() => import('./access/preview/preview-page.tsx'), 'PreviewPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    register,
    invitation,
    firstOrganization,
    frame.addChildren([
      home,
      imports,
      newImport,
      importRoute,
      trash,
      members,
      person,
      teams,
      hierarchy,
      roles,
      policy,
      policyPreview,
      list,
      record,
    ]),
  ]),
  parseSearch,
  // What a route does not name in validateSearch is dropped; otherwise it would reach the page unchecked.
  search: { strict: true },
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFound,
})

/** Once the first page stands: the others' scripts, so that going there waits for data alone and works without a connection. */
export function loadOtherPages(): void {
  if (!navigator.onLine) return
  for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)?.catch(() => undefined)
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
