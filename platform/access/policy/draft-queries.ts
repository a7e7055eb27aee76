import type { SqlQuery } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Draft, DraftState } from './draft.ts'

const columns = `id, version, title, base_version as "baseVersion", document, reason, state, author_id as "authorId",
  decided_by as "decidedBy", decided_at as "decidedAt", decision_reason as "decisionReason", updated_at as "updatedAt"`

export function draftById(tenant: string, id: string): SqlQuery<Draft> {
  return { name: 'access-draft', text: `select ${columns} from access.draft where tenant_id = $1 and id = $2`, values: [tenant, id] }
}

/** Those that wait for somebody first, then the newest. At most 200: older ones that were decided are in the ledger. */
export function allDrafts(tenant: string, states: readonly DraftState[]): SqlQuery<Draft> {
  return {
    text: `select ${columns} from access.draft where tenant_id = $1 and state = any($2) order by (state = 'waiting') desc, updated_at desc, id limit 200`,
    values: [tenant, states],
  }
}

export async function lockDraft(tx: ControlTx, tenant: string, id: string): Promise<Draft | undefined> {
  const [draft] = await tx.sql<Draft>(`select ${columns} from access.draft where tenant_id = $1 and id = $2 for update`, [tenant, id])
  return draft
}

export interface NewDraft {
  readonly title: string
  readonly baseVersion: number
  readonly document: unknown
  readonly authorId: string | null
}

export async function insertDraft(tx: ControlTx, tenant: string, { title, baseVersion, document, authorId }: NewDraft): Promise<Draft> {
  const [draft] = await tx.sql<Draft>(
    `insert into access.draft (tenant_id, title, base_version, document, author_id) values ($1, $2, $3, $4::jsonb, $5) returning ${columns}`,
    [tenant, title, baseVersion, JSON.stringify(document), authorId],
  )
  if (draft === undefined) throw new Error('The draft was not stored')
  return draft
}

export async function writeDraft(tx: ControlTx, tenant: string, { id, title, document, authorId }: Draft): Promise<Draft | undefined> {
  const [draft] = await tx.sql<Draft>(
    `update access.draft set title = $3, document = $4::jsonb, author_id = $5 where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant, id, title, JSON.stringify(document), authorId],
  )
  return draft
}

/** It is to be saved, and waits for a second person. */
export async function submitDraft(
  tx: ControlTx,
  tenant: string,
  id: string,
  by: { reason: string; authorId: string | null },
): Promise<void> {
  await tx.sql(`update access.draft set state = 'waiting', reason = $3, author_id = $4 where tenant_id = $1 and id = $2`, [
    tenant,
    id,
    by.reason,
    by.authorId,
  ])
}

export interface Verdict {
  readonly state: Extract<DraftState, 'saved' | 'rejected' | 'discarded'>
  readonly by: string | null
  readonly reason: string | null
}

export async function decideDraft(tx: ControlTx, tenant: string, id: string, { state, by, reason }: Verdict): Promise<void> {
  await tx.sql(
    `update access.draft set state = $3, decided_by = $4, decided_at = clock_timestamp(), decision_reason = $5 where tenant_id = $1 and id = $2`,
    [tenant, id, state, by, reason],
  )
}
