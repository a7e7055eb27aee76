import type { RolePasswords } from '@freehold/migrations'

export interface ListServerRequest {
  kind: 'freehold' | 'bare'
  connection: { host: string; port: number; database: string }
  admin: { user: string; password: string }
  app: { user: string; password: RolePasswords['app'] }
  control: { user: string; password: RolePasswords['control'] }
  sealKey: string
  /** What Freehold runs for this page, with tenant, owner and stage as $1 to $3: the bare route runs the same. */
  sql: string
}
