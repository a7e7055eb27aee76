import type { Role } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'

/** What an installation decides about sign-in. Seconds throughout. */
export interface IdentitySettings {
  /** Keyed into every password hash and kept outside the database (ASVS 11.4.2); 32 bytes or more. Losing it loses every password. */
  readonly pepper: Buffer
  /** In code points. Default 15: a password is the only factor (SP 800-63B-4 §3.1.1.2). Never below 8. */
  readonly passwordMinimum?: number
  /** Default 1 h (ASVS 7.3.1). */
  readonly sessionIdleSeconds?: number
  /** Default 24 h (ASVS 7.3.2). */
  readonly sessionAbsoluteSeconds?: number
  /** A further sign-in ends the session seen longest ago. Default 20 (ASVS 7.1.2). */
  readonly sessionsPerUser?: number
  /** Default 7 days. */
  readonly invitationSeconds?: number
  /** Shown on every page, so that nobody takes the example's public passwords for safe. Default false. */
  readonly demonstration?: boolean
}

export type Settings = Required<IdentitySettings>

export function completeSettings(given: IdentitySettings): Settings {
  const settings = {
    passwordMinimum: 15,
    sessionIdleSeconds: 3_600,
    sessionAbsoluteSeconds: 86_400,
    sessionsPerUser: 20,
    invitationSeconds: 7 * 86_400,
    demonstration: false,
    ...given,
  }
  if (settings.pepper.length < 32) throw new RangeError('The pepper has at least 32 bytes')
  if (settings.passwordMinimum < 8 || settings.passwordMinimum > 64)
    throw new RangeError('The least length of a password is from 8 to 64 code points')
  return settings
}

/** An organization as its members see it. */
export interface Organization {
  /** The tenant. */
  readonly id: string
  readonly slug: string
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** IANA name. */
  readonly timeZone: string
}

/** A member of the organization that a session is in. */
export interface MemberSummary {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/**
 * Puts into a new organization what it needs from the start (its first pipeline). Runs in a tenant transaction right after
 * the organization exists, one run at a time per organization, and again if it did not finish: find what is there and add the rest.
 */
export type OrganizationPreparation = (tx: Tx, organization: Organization) => Promise<void>
