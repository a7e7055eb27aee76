import type { OpContext } from '@freehold/kernel'
import { type SqlQuery, tenantRead } from '@freehold/tenancy'
import type { Plan } from '../engine/plan.ts'
import type { Bind } from '../engine/predicate.ts'
import type { ResourceModel } from '../model/model.ts'
import type { RecordReader } from '../record-reader.ts'
import type { Tally } from './tally.ts'

export interface Plans {
  readonly before: Plan
  readonly after: Plan
}

/** Exact, by one look at every record: for organizations whose records fall into more groups than can be kept. */
export async function tallyRecords(ctx: OpContext, reader: RecordReader, resource: ResourceModel, plans: Plans): Promise<Tally> {
  const [[row]] = await tenantRead(ctx, [tallyQuery(ctx.tenant, reader, resource, plans)])
  if (row === undefined) throw new Error('A count answers one row')
  return { ...row, gainedIds: row.gainedIds ?? [], lostIds: row.lostIds ?? [] }
}

interface TallyRow {
  readonly gained: number
  readonly lost: number
  readonly gainedIds: readonly string[] | null
  readonly lostIds: readonly string[] | null
}

function tallyQuery(tenant: string, reader: RecordReader, { name, record }: ResourceModel, { before, after }: Plans): SqlQuery<TallyRow> {
  const values: unknown[] = [tenant]
  const bind: Bind = (value, type) => `$${values.push(value)}::${type}`
  const [was, will] = [before.condition('t', bind), after.condition('t', bind)]
  const source = `select t.id, (${was}) is true as was, (${will}) is true as will from ${record?.table} t where t.tenant_id = $1 and ${reader.liveSql(name, 't')}`
  return {
    text: `select count(*) filter (where will and not was) as gained, count(*) filter (where was and not will) as lost,
             (array_agg(id) filter (where will and not was))[1:5] as "gainedIds", (array_agg(id) filter (where was and not will))[1:5] as "lostIds"
           from (${source}) t`,
    values,
  }
}
