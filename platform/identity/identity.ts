import type { Access } from '@freehold/access'
import type { Log, Placement, Route } from '@freehold/kernel'
import type { Deps, Visitor } from './deps.ts'
import { invitationRoutes } from './invitation/invitation-routes.ts'
import { addMember } from './member/addition-service.ts'
import type { AddedMember } from './member/addition-service.ts'
import { memberRoutes } from './member/member-routes.ts'
import { OrganizationKeeper } from './organization/organization-keeper.ts'
import { PasswordHasher } from './password/password-hash.ts'
import { registrationRoutes } from './registration/registration-routes.ts'
import { register } from './registration/registration-service.ts'
import type { NewRegistration } from './registration/registration-service.ts'
import { authenticate } from './session/authentication.ts'
import type { Authenticated } from './session/authenticated.ts'
import { sessionRoutes } from './session/session-routes.ts'
import { completeSettings } from './settings.ts'
import type { IdentitySettings, Organization, OrganizationPreparation } from './settings.ts'

export interface IdentityOptions {
  readonly settings: IdentitySettings
  /** Of the register: where sessions are looked up. */
  readonly placement: Placement
  readonly log: Log
  readonly access: Pick<Access, 'system' | 'viewFor'>
  /** Run for each new organization, in this order (`OrganizationPreparation`). */
  readonly onOrganizationCreated?: readonly OrganizationPreparation[]
}

export interface Identity {
  readonly routes: readonly Route[]
  /** Undefined: unknown, ended or expired; nobody may learn which. */
  authenticate(token: string): Promise<Authenticated | undefined>
  /** What POST /registrations does, for the command line and the demonstration, which may choose the slug. */
  register(visitor: Visitor, registration: NewRegistration & { slug?: string }): Promise<{ token: string; organization: Organization }>
  /** A person with an account and a place in the organization, for the demonstration. Undefined: the address is taken. */
  addMember(visitor: Visitor, organization: Organization, member: AddedMember): Promise<string | undefined>
  /** Prepares organizations whose preparation was interrupted; at start. Resolves with their number. */
  prepareOrganizations(): Promise<number>
}

export function createIdentity(options: IdentityOptions): Identity {
  const { placement, log, access } = options
  const settings = completeSettings(options.settings)
  const keeper = new OrganizationKeeper(options.onOrganizationCreated ?? [], log, access)
  const deps: Deps = { settings, passwords: new PasswordHasher(settings.pepper), keeper, access }
  return {
    routes: [...registrationRoutes(deps), ...sessionRoutes(deps), ...memberRoutes, ...invitationRoutes(deps)],
    authenticate: (token) => authenticate(deps, placement, token),
    register: (visitor, registration) => register(deps, visitor, registration),
    addMember: (visitor, organization, member) => addMember(deps, visitor, organization, member),
    prepareOrganizations: () => keeper.prepareAll(placement),
  }
}
