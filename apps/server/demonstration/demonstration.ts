import { randomUUID } from 'node:crypto'
import type { Access } from '@freehold/access'
import { listOrganizations } from '@freehold/identity'
import type { Identity } from '@freehold/identity'
import type { Config, Log } from '@freehold/kernel'
import type { TenantPlacement } from '@freehold/tenancy'
import { giveExampleAccess } from './example-access.ts'
import { exampleOrganizations, examplePassword } from './example-organizations.ts'

export interface Demonstration {
  /** The examples are in this database, or about to be: every page says so. */
  readonly present: boolean
  /** Slugs of examples that are still to be created. */
  readonly missing: readonly string[]
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** Examples go only into a database that holds nothing else. An interrupted creation goes on at the next start. */
export async function planDemonstration(config: Config, placement: TenantPlacement): Promise<Demonstration> {
  const slugs = exampleOrganizations.map((example) => example.slug)
  const existing = (await listOrganizations(placement)).map((organization) => organization.slug)
  const examplesOnly = existing.every((slug) => slugs.includes(slug))
  const missing = isWanted(config) && examplesOnly ? slugs.filter((slug) => !existing.includes(slug)) : []
  return { present: missing.length > 0 || existing.some((slug) => slugs.includes(slug)), missing }
}

function isWanted(config: Config): boolean {
  if (config.demonstration !== 'auto') return config.demonstration === 'on'
  return config.databaseUrl === undefined && loopback.includes(config.host)
}

export async function createExamples(
  identity: Identity,
  access: Access,
  placement: TenantPlacement,
  { present, missing }: Demonstration,
  log: Log,
): Promise<void> {
  if (!present) return
  const visitor = { requestId: randomUUID(), log, placement, address: '127.0.0.1', userAgent: 'freehold start', origin: '' }
  for (const example of exampleOrganizations) {
    const { slug, name, currency, timeZone, owner } = example
    if (missing.includes(slug))
      await identity.register(visitor, { ...owner, password: examplePassword, organizationName: name, slug, currency, timeZone })
    await giveExampleAccess(identity, access, visitor, example)
  }
}
