import type { SqlQuery } from '@freehold/tenancy'
import { named } from '../statement-name.ts'

export interface KeptAnswer {
  fingerprint: Buffer
  response: Record<string, unknown> | null
}

/**
 * Takes the key; no row when somebody has it already. Waits while another transaction is deciding about it.
 * Clears up some keys older than a day on the way, so that nothing else has to.
 */
export function claimKeyQuery(tenant: string, actor: string, key: string, fingerprint: Buffer): SqlQuery<{ id: string }> {
  return named(
    'claim-key',
    `with expired as (
       delete from records.idempotency_key where tenant_id = $1 and id in (
         select id from records.idempotency_key where tenant_id = $1 and created_at < clock_timestamp() - interval '1 day'
         and not (actor = $2 and key = $3) order by created_at limit 20 for update skip locked)
     )
     insert into records.idempotency_key (tenant_id, actor, key, fingerprint) values ($1, $2, $3, $4)
     on conflict (tenant_id, actor, key) do nothing returning id`,
    [tenant, actor, key, fingerprint],
  )
}

export function keptAnswerQuery(tenant: string, actor: string, key: string): SqlQuery<KeptAnswer> {
  return named(
    'kept-answer',
    'select fingerprint, response from records.idempotency_key where tenant_id = $1 and actor = $2 and key = $3',
    [tenant, actor, key],
  )
}

export function keepAnswerQuery(tenant: string, id: string, response: unknown): SqlQuery<unknown> {
  return named('keep-answer', 'update records.idempotency_key set response = $3::jsonb where tenant_id = $1 and id = $2', [
    tenant,
    id,
    JSON.stringify(response),
  ])
}
