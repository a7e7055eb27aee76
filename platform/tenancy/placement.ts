import { openPool, type Statement, sendBatch, translateError } from '@freehold/postgres'
import { type OpContext, Placement } from '@freehold/kernel'
import type pg from 'pg'
import type { Sealer } from './seal.ts'

/** One PostgreSQL database with organizations in it. */
export interface Database {
  readonly pool: pg.Pool
  readonly sealer: Sealer
  /** False behind a pooler that cannot keep prepared statements (PgBouncer before 1.21). */
  readonly prepare: boolean
}

/** Finds the database of an organization (T6 adds dedicated ones behind the same interface). */
export abstract class TenantPlacement extends Placement {
  abstract locate(tenant: string): Database
  /** The database with users, sessions and the register of organizations. */
  abstract control(): Database
  abstract close(): Promise<void>
}

export interface SingleDatabaseOptions {
  /** As freehold_app. */
  readonly app: pg.ClientConfig
  /** As freehold_control. */
  readonly control: pg.ClientConfig
  readonly sealer: Sealer
  /** Most connections for tenant work; control gets a quarter of it, at least 2. Default 10: two cores do no more with 20. */
  readonly poolSize?: number
  readonly prepare?: boolean
  readonly onIdleError?: (error: Error) => void
}

/** All organizations in one database. */
export class SingleDatabase extends TenantPlacement {
  readonly kind = 'single'
  readonly #app: Database
  readonly #control: Database

  private constructor(app: Database, control: Database) {
    super()
    this.#app = app
    this.#control = control
  }

  /** Opens the pools and measures the database's clock, for the seals. Rejects with Problem `unavailable`. */
  static async open(options: SingleDatabaseOptions): Promise<SingleDatabase> {
    const { sealer, prepare = true, poolSize = 10 } = options
    const rest = options.onIdleError ? { onIdleError: options.onIdleError } : {}
    const app = openPool({ connection: options.app, max: poolSize, name: 'freehold-app', ...rest })
    const control = openPool({ connection: options.control, max: Math.max(2, Math.ceil(poolSize / 4)), name: 'freehold-control', ...rest })
    try {
      sealer.clockOffset = await measureClock(app)
    } catch (error) {
      await Promise.all([app.end(), control.end()])
      throw translateError(error)
    }
    return new SingleDatabase({ pool: app, sealer, prepare }, { pool: control, sealer, prepare })
  }

  override locate(): Database {
    return this.#app
  }

  override control(): Database {
    return this.#control
  }

  override async close(): Promise<void> {
    await Promise.all([this.#app.pool.end(), this.#control.pool.end()])
  }
}

/** Opens a connection, then compares clocks, so that the time to connect does not count. */
async function measureClock(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    const before = Date.now()
    const { rows } = await client.query<{ now: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as now')
    return Math.round((rows[0]?.now ?? before) - (before + Date.now()) / 2)
  } finally {
    client.release()
  }
}

export function databaseOf(placement: Placement, tenant: string): Database {
  return asTenantPlacement(placement).locate(tenant)
}

export function controlOf(placement: Placement): Database {
  return asTenantPlacement(placement).control()
}

function asTenantPlacement(placement: Placement): TenantPlacement {
  if (!(placement instanceof TenantPlacement)) throw new TypeError('This placement does not lead to a database')
  return placement
}

/** Drops the name where the connection cannot keep prepared statements. */
export function forDatabase(database: Database, statement: Statement): Statement {
  return database.prepare || statement.name === undefined ? statement : { text: statement.text, values: statement.values }
}

/** For readiness checks: one trivial statement on each pool. */
export async function ping(placement: Placement): Promise<void> {
  const control = controlOf(placement)
  const client = await control.pool.connect().catch((error: unknown) => Promise.reject(translateError(error)))
  try {
    await sendBatch(client, [{ text: 'select 1', values: [] }])
  } finally {
    client.release()
  }
}

/** Signs a text that leaves the server and comes back, such as a page cursor; bound to the organization. 32 bytes. */
export function signatureFor(ctx: OpContext, purpose: string, text: string): Buffer {
  return databaseOf(ctx.placement, ctx.tenant).sealer.sign(purpose, `${ctx.tenant}|${text}`)
}
