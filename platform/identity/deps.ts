import type { Access } from '@freehold/access'
import type { PublicContext } from '@freehold/kernel'
import type { OrganizationKeeper } from './organization/organization-keeper.ts'
import type { PasswordHasher } from './password/password-hash.ts'
import type { Settings } from './settings.ts'

/** What identity's services share: made once, at start. */
export interface Deps {
  readonly settings: Settings
  readonly passwords: PasswordHasher
  readonly keeper: OrganizationKeeper
  readonly access: Pick<Access, 'system' | 'viewFor'>
}

/** Somebody at the door: what a request tells before anybody is signed in. */
export type Visitor = Pick<PublicContext, 'requestId' | 'log' | 'placement' | 'address' | 'userAgent'>
