import type { SqlQuery } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'
import type { PolicyDocument } from '../language/policy.ts'
import type { PolicyVersion, PolicyVersionHead } from './policy-version.ts'

const head = `version, reason, author_id as "authorId", approver_id as "approverId", created_at as "createdAt"`

export function currentVersion(tenant: string): SqlQuery<PolicyVersion> {
  return {
    name: 'access-policy-current',
    text: `select ${head}, document from access.policy where tenant_id = $1 order by version desc limit 1`,
    values: [tenant],
  }
}

export function oneVersion(tenant: string, version: number): SqlQuery<PolicyVersion> {
  return { text: `select ${head}, document from access.policy where tenant_id = $1 and version = $2`, values: [tenant, version] }
}

/** Newest first, without their documents, older than `before`. */
export function versionHeads(tenant: string, before: number | null, limit: number): SqlQuery<PolicyVersionHead> {
  return {
    text: `select ${head} from access.policy where tenant_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
    values: [tenant, before, limit],
  }
}

export interface NewVersion {
  readonly version: number
  readonly document: PolicyDocument
  readonly reason: string
  readonly authorId: string | null
  readonly approverId: string | null
}

/** As control, in a transaction that governs. */
export async function insertVersion(
  tx: ControlTx,
  tenant: string,
  { version, document, reason, authorId, approverId }: NewVersion,
): Promise<void> {
  await tx.sql(
    `insert into access.policy (tenant_id, version, document, reason, author_id, approver_id) values ($1, $2, $3::jsonb, $4, $5, $6)`,
    [tenant, version, JSON.stringify(document), reason, authorId, approverId],
  )
}
