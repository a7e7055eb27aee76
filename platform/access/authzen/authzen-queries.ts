import type { SqlQuery } from '@freehold/tenancy'
import type { Plan } from '../engine/plan.ts'
import type { ResourceModel } from '../model/model.ts'

export function memberByEmailQuery(tenant: string, email: string): SqlQuery<{ id: string }> {
  return { text: 'select id from identity.member where tenant_id = $1 and lower(email) = lower($2)', values: [tenant, email] }
}

/** Ids of the records that the plan selects, in order, after one of them: no record is looked at that is not allowed. */
export function plannedIdsQuery(
  tenant: string,
  { record }: ResourceModel,
  { plan, liveSql, after, limit }: { plan: Plan | undefined; liveSql: string; after: string | undefined; limit: number },
): SqlQuery<{ id: string }> {
  const values: unknown[] = [tenant]
  const bind = (value: unknown, type: string): string => `$${values.push(value)}::${type}`
  const branches = plan?.branches('t', bind) ?? []
  if (branches.length === 0) return { text: 'select null::uuid as id where $1::uuid is null', values: [tenant] }
  const beyond = after === undefined ? '' : ` and t.id > ${bind(after, 'uuid')}`
  const order = `order by id limit ${bind(limit, 'int')}`
  const parts = branches.map(
    (branch) => `(select t.id from ${record?.table} t where t.tenant_id = $1 and ${liveSql}${beyond} and (${branch}) ${order})`,
  )
  return { text: `select id from (${parts.join(' union all ')}) t ${order}`, values }
}
