import type { SqlQuery } from '@freehold/tenancy'
import { expressionOf } from '../engine/expression.ts'
import type { RecordFacts, ShareFact, Value } from '../engine/facts.ts'
import { whereIs } from '../engine/formula.ts'
import type { Moment } from '../engine/moment.ts'
import { type Bind, sqlOf } from '../engine/predicate.ts'
import type { Subject } from '../engine/subject.ts'
import type { Comparison } from '../language/policy.ts'
import type { AccessModel, RecordModel } from '../model/model.ts'
import type { RecordReader } from '../record-reader.ts'
import type { Grouping } from './grouping.ts'

export interface GroupScope {
  readonly tenant: string
  readonly model: AccessModel
  readonly reader: RecordReader
  readonly moment: Moment
  /** Anybody: what is asked of groups does not depend on the person. */
  readonly subject: Subject
  /** Objects of which anything is shared: `deal`. */
  readonly sharedObjects: ReadonlySet<string>
  /** Groups beyond this number are not read: the answer has one more. */
  readonly mostGroups: number
}

/** Records that no rule can tell apart. */
export interface RecordGroup {
  /** As of any of them. */
  readonly facts: RecordFacts
  readonly count: number
  /** Up to five of them. */
  readonly ids: readonly string[]
  /** Whether they, or what they belong to, are shared with anybody. */
  readonly shared: boolean
}

export type GroupRow = Readonly<Record<string, unknown>> & { readonly count: number; readonly ids: readonly string[] }

export type ShareRow = ShareFact & { readonly id: string; readonly object: string }

/** Shares that count at the moment, of all records. */
export function sharesQuery(tenant: string, now: Date, most: number): SqlQuery<ShareRow> {
  return {
    text: `select id, object, member_id as "memberId", team_id as "teamId", level, (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
           from access.share where tenant_id = $1 and (expires_at is null or expires_at > $2::timestamptz) limit ${most}`,
    values: [tenant, now.toISOString()],
  }
}

/** Reads groups and makes facts of them. */
export class GroupReading {
  readonly query: SqlQuery<GroupRow>
  readonly #root: Source

  constructor(scope: GroupScope, grouping: Grouping) {
    const values: unknown[] = [scope.tenant]
    const bind: Bind = (value, type) => `$${values.push(value)}::${type}`
    const plan = new GroupPlan()
    this.#root = plan.source({ ...scope, bind }, grouping, 't')
    const table = grouping.resource.record?.table
    // One position for each key; a resource without keys is one group.
    const by = plan.keys.length === 0 ? '' : ` group by ${plan.keys.map((_, i) => i + 1).join(', ')}`
    this.query = {
      text: `select ${[...plan.keys, ...plan.picks].join(', ')}${plan.keys.length + plan.picks.length === 0 ? '' : ', '}count(*) as count, (array_agg(t.id))[1:5] as ids
             from ${table} t ${plan.joins.join(' ')} where t.tenant_id = $1 and ${scope.reader.liveSql(grouping.resource.name, 't')}${by} limit ${scope.mostGroups + 1}`,
      values,
    }
  }

  groups(rows: readonly GroupRow[], shares: ReadonlyMap<string, ShareFact>): RecordGroup[] {
    return rows
      .filter((row) => row.count > 0)
      .map((row) => {
        const facts = factsOf(this.#root, row, shares)
        return { facts, count: row.count, ids: row.ids, shared: isShared(facts) }
      })
  }
}

function isShared({ shares = [], parents = {} }: RecordFacts): boolean {
  return shares.length > 0 || Object.values(parents).some((parent) => parent !== null && isShared(parent))
}

/** Where in a row the values of one record are. */
interface Source {
  readonly exists: string | undefined
  readonly values: readonly { readonly name: string; readonly column: string }[]
  readonly shares: string | undefined
  readonly parents: readonly { readonly attribute: string; readonly source: Source }[]
}

type SqlScope = GroupScope & { readonly bind: Bind }

class GroupPlan {
  readonly keys: string[] = []
  readonly picks: string[] = []
  readonly joins: string[] = []

  source(scope: SqlScope, grouping: Grouping, alias: string): Source {
    const { record } = grouping.resource
    if (record === undefined) throw new Error(`${grouping.resource.name} has no records`)
    for (const comparison of grouping.byOutcome) this.#outcome(scope, grouping, comparison, alias)
    const values = [
      ...grouping.byValue.map((name) => ({ name, column: this.#key(valueSql(record, name, alias)) })),
      ...grouping.picked.map((name) => ({ name, column: this.#pick(valueSql(record, name, alias)) })),
    ]
    return {
      exists: alias === 't' ? undefined : this.#key(`${alias}.id is not null`),
      values,
      shares: scope.sharedObjects.has(record.object) ? this.#shares(scope, record, alias) : undefined,
      parents: grouping.parents.map((parent, i) => ({
        attribute: parent.attribute,
        source: this.#parent(scope, record, parent, `${alias}${i}`, alias),
      })),
    }
  }

  #parent(
    scope: SqlScope,
    record: RecordModel,
    { attribute, grouping }: Grouping['parents'][number],
    alias: string,
    child: string,
  ): Source {
    this.joins.push(
      `left join ${grouping.resource.record?.table} ${alias} on ${alias}.tenant_id = $1 and ${alias}.id = ${child}.${record.attributes[attribute]?.column}`,
    )
    return this.source(scope, grouping, alias)
  }

  /** By the set of shares: records that were shared alike are alike. */
  #shares({ bind, moment }: SqlScope, { object }: RecordModel, alias: string): string {
    const now = bind(moment.facts.now.toISOString(), 'timestamptz')
    this.joins.push(
      `left join (select record_id, array_agg(id order by id) as ids from access.share where tenant_id = $1 and object = ${bind(object, 'text')}
         and (expires_at is null or expires_at > ${now}) group by record_id) h${alias} on h${alias}.record_id = ${alias}.id`,
    )
    return this.#key(`h${alias}.ids`)
  }

  #outcome({ model, subject, moment, bind }: SqlScope, { resource }: Grouping, comparison: Comparison, alias: string): void {
    const formula = whereIs(expressionOf({ model, resource, subject }, comparison), true, moment)
    if (typeof formula === 'object') this.#key(sqlOf({ model, resource, moment, bind }, formula, alias))
  }

  #key(sql: string): string {
    const column = `k${this.keys.length}`
    this.keys.push(`${sql} as ${column}`)
    return column
  }

  #pick(sql: string): string {
    const column = `p${this.picks.length}`
    this.picks.push(`min(${sql}) as ${column}`)
    return column
  }
}

/** In memory times are in milliseconds. */
function valueSql(record: RecordModel, name: string, alias: string): string {
  const attribute = record.attributes[name]
  if (attribute?.column === undefined) throw new Error(`${record.object} has no column for ${name}`)
  const column = `${alias}.${attribute.column}`
  return attribute.type === 'dateTime' ? `date_trunc('milliseconds', ${column})` : column
}

function factsOf(source: Source, row: GroupRow, shares: ReadonlyMap<string, ShareFact>): RecordFacts {
  const shareIds = source.shares === undefined ? null : (row[source.shares] as readonly string[] | null)
  return {
    id: row.ids[0] ?? '',
    values: Object.fromEntries(source.values.map(({ name, column }) => [name, row[column] as Value])),
    shares: (shareIds ?? []).flatMap((id) => shares.get(id) ?? []),
    parents: Object.fromEntries(source.parents.map(({ attribute, source: parent }) => [attribute, parentFacts(parent, row, shares)])),
  }
}

function parentFacts(source: Source, row: GroupRow, shares: ReadonlyMap<string, ShareFact>): RecordFacts | null {
  return source.exists !== undefined && row[source.exists] === true ? factsOf(source, row, shares) : null
}
