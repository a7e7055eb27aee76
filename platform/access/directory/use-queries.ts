import type { SqlQuery } from '@freehold/tenancy'
import type { PolicyDocument } from '../language/policy.ts'
import type { AccessModel } from '../model/model.ts'
import type { Belonging } from './membership-queries.ts'

/** Which kinds of records name this team, territory or place, in the trash too. Kinds only: how many tells about records. */
export function recordUsesQuery(model: AccessModel, tenant: string, kind: Belonging, id: string): SqlQuery<{ plural: string }> {
  const sources = model.resources.flatMap(({ plural, record }) =>
    Object.values(record?.attributes ?? {}).flatMap(({ refers, column }) =>
      refers === kind && column !== undefined
        ? [`select '${plural}' as plural where exists (select from ${record?.table} where tenant_id = $1 and ${column} = $2)`]
        : [],
    ),
  )
  if (kind === 'team')
    sources.push(`select 'shares' as plural where exists (select from access.share where tenant_id = $1 and team_id = $2)`)
  const none = 'select null::text as plural where $1::uuid is null and $2::uuid is null'
  return { text: [...sources, none].join(' union all '), values: [tenant, id] }
}

/** Roles given to it or for it. */
export function assignmentUsesQuery(tenant: string, id: string): SqlQuery<{ role: string }> {
  return {
    text: 'select distinct role from access.role_assignment where tenant_id = $1 and (team_id = $2 or node_id = $2) order by role',
    values: [tenant, id],
  }
}

/** The policy in force; none in an organization that never wrote one. */
export function policyQuery(tenant: string): SqlQuery<{ document: PolicyDocument }> {
  return { text: 'select document from access.policy where tenant_id = $1 order by version desc limit 1', values: [tenant] }
}
