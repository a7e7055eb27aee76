import { migrateDown, migrationStatus } from '@freehold/migrations'
import type pg from 'pg'
import type { Installation } from '../installation.ts'
import type { Connections } from './connection.ts'
import { asAdmin, prepareDatabase } from './preparation.ts'

/** One line of `freehold migrate`. `appliedAt`: ISO 8601. */
export interface MigrationLine {
  readonly number: number
  readonly name: string
  readonly package: string
  readonly state: 'applied' | 'pending' | 'undone'
  readonly appliedAt?: string
}

/** `up` and `down` return what they did, `plan` what `up` would do, `status` everything. */
export async function migrateDatabase(
  installation: Installation,
  action: 'up' | 'down' | 'plan' | 'status',
  count: number,
): Promise<MigrationLine[]> {
  const { secrets, database, log } = installation
  const { connections } = database
  if (action === 'up') {
    const before = await asAdmin(connections, pending)
    await prepareDatabase(connections, secrets, log)
    return before.map((migration) => ({ ...migration, state: 'applied' }))
  }
  return asAdmin(connections, async (client) => {
    if (action === 'down') return (await migrateDown(client, count)).map((migration) => ({ ...migration, state: 'undone' }))
    return action === 'plan' ? pending(client) : everything(client)
  })
}

async function pending(client: pg.Client): Promise<MigrationLine[]> {
  return (await migrationStatus(client)).pending.map((migration) => ({ ...migration, state: 'pending' }))
}

async function everything(client: pg.Client): Promise<MigrationLine[]> {
  const { applied } = await migrationStatus(client)
  const done = applied.map(({ number, name, package: owner, appliedAt }) => ({
    number,
    name,
    package: owner,
    state: 'applied' as const,
    appliedAt: appliedAt.toISOString(),
  }))
  return [...done, ...(await pending(client))]
}

/** For /readyz: rejects when migrations are pending or the database is newer than this program. Asked again after 15 s at the earliest. */
export function migrationCheck(connections: Connections): () => Promise<void> {
  let current = Promise.resolve()
  let goodUntil = 0
  return () => {
    if (Date.now() < goodUntil) return current
    goodUntil = Date.now() + 15_000
    current = asAdmin(connections, async (client) => {
      const { pending: left } = await migrationStatus(client)
      if (left.length > 0) throw new Error(`${left.length} migrations are pending`)
    })
    current.catch(() => (goodUntil = 0))
    return current
  }
}
