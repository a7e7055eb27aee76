import type { SqlQuery } from '@freehold/tenancy'
import type { Sight } from '../access/sight.ts'
import { sourcesOf } from '../access/source-queries.ts'
import type { ReferenceTarget, Remark, RemarkSource } from '../catalog.ts'
import { columnOf } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import { named } from '../statement-name.ts'

export interface RemarkPage {
  readonly source: RemarkSource
  /** The field that refers to the record. */
  readonly subject: string
  readonly record: string
  /** Remarks older than the one with this id. */
  readonly before?: string
  readonly limit: number
  /** Members, for the authors' names. */
  readonly authors: ReferenceTarget
}

/** Remarks about a record, newest first; ids are in order of time. `sight`: of the remarks, whose body may be seen somewhere. */
export function remarksQuery(sight: Sight, tenant: string, page: RemarkPage): SqlQuery<Remark> {
  const { source, subject, authors } = page
  const binder = new Binder(tenant)
  const record = binder.bind(page.record, 'uuid')
  const older = page.before === undefined ? '' : ` and t.id < ${binder.bind(page.before, 'uuid')}`
  const body = `t.${columnOf(source.bodyField)}`
  const author = sight.object.fields[source.authorField] === undefined ? 'null::uuid' : `t.${columnOf(source.authorField)}`
  const order = `order by t.id desc limit ${page.limit}`
  const rows = sourcesOf(sight, binder).map(
    ({ from, condition }) =>
      `select t.id, t.version, t.created_at as at, ${author} as author, ${body} as body from ${from} where t.tenant_id = $1 and t.${columnOf(subject)} = ${record} and t.deleted_at is null and ${body} is not null${older}${condition} ${order}`,
  )
  const [only] = rows
  const found = rows.length === 1 ? only : `select t.* from (${rows.map((one) => `(${one})`).join(' union all ')}) t ${order}`
  const text = `select t.id, t.version, t.at, t.author as "authorId", m.${authors.nameColumn} as "authorName", t.body from (${found}) t left join ${authors.table} m on m.tenant_id = $1 and m.id = t.author order by t.id desc`
  return named('remarks', text, binder.values)
}
