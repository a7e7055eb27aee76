import { Link } from '@tanstack/react-router'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { formatCount } from '../../format.ts'
import { ObjectIcon } from '../../frame/object-icon.tsx'
import { listedObjects } from '../../frame/listed-objects.ts'
import { paths } from '../../paths.ts'
import { objectsQuery } from '../../queries.ts'
import { findField, isEmptyValue, nameOf, valueOf } from '../model/metadata.ts'
import { firstRecordsQuery, totalsQuery } from '../store/queries.ts'
import { ValueView } from '../value/value-view.tsx'

const shown = '5'

type Heading = 'h2' | 'h3'

/** Whatever refers to this record: a company's contacts, deals and subsidiaries. */
export function RelatedRecords({ meta, record, heading = 'h3' }: { meta: ObjectMeta; record: RecordRow; heading?: Heading }) {
  const { data: objects } = useSuspenseQuery(objectsQuery)
  const relations = listedObjects(objects).flatMap((object) =>
    object.fields.filter((field) => field.reference === meta.name).map((field) => ({ object, field })),
  )
  return relations.map(({ object, field }) => (
    <Relation key={`${object.name}.${field.name}`} object={object} field={field} target={record.id} heading={heading} />
  ))
}

interface RelationProps {
  object: ObjectMeta
  field: FieldMeta
  target: string
  heading: Heading
}

function Relation({ object, field, target, heading: Heading }: RelationProps) {
  const query = { [field.name]: target }
  const { data: page } = useQuery(firstRecordsQuery(object.plural, { ...query, limit: shown }))
  const { data: totals } = useQuery(totalsQuery(object, query))
  if (page === undefined || page.items.length === 0) return null
  const count = totals?.count ?? page.items.length
  const title =
    object.fields.filter((other) => other.reference === field.reference).length > 1
      ? `${object.pluralLabel} (${field.label.toLowerCase()})`
      : object.pluralLabel
  return (
    <section aria-label={title}>
      <Heading className="flex items-baseline justify-between gap-2 pb-1">
        <span className="text-sm font-medium">
          {title} <span className="font-normal text-muted tabular">{formatCount(count, totals?.capped ?? false)}</span>
        </span>
        {count > page.items.length && (
          <Link to={paths.list(object.plural)} search={query} className="text-sm text-muted hover:text-ink hover:underline">
            Show all
          </Link>
        )}
      </Heading>
      <ul className="divide-y divide-line overflow-hidden rounded-md border border-line">
        {page.items.map((item) => (
          <li key={item.id}>
            <RelatedLine meta={object} record={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RelatedLine({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const facts = ['stageId', 'title', 'amount', 'email']
    .flatMap((name) => findField(meta, name) ?? [])
    .filter((field) => !isEmptyValue(valueOf(record, field.name)))
    .slice(0, 2)
  return (
    <Link to={paths.record(meta.plural, record.id)} className="flex h-8 items-center gap-2 px-2.5 text-sm hover:bg-hover max-sm:h-11">
      <span className="text-muted">
        <ObjectIcon icon={meta.icon} />
      </span>
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {nameOf(record, meta)}
      </span>
      {facts.map((field) => (
        <span key={field.name} className="max-w-36 shrink-0 truncate text-muted">
          <ValueView field={field} record={record} links="none" />
        </span>
      ))}
    </Link>
  )
}
