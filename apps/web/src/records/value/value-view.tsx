import type { ReactNode } from 'react'
import type { FieldMeta, RecordRow, Reference } from '../../api-types.ts'
import { formatDate, formatExactDate, formatExactTime, formatMoney, formatNumber, formatTime } from '../../format.ts'
import { Avatar, Tag, hueOf } from '../../kit/index.ts'
import { HiddenValue, hiddenName } from '../access/hidden-value.tsx'
import { isHidden } from '../access/record-denied.ts'
import { GroupIcon, isGroup, type Group } from './group-icon.tsx'
import { paths } from '../../paths.ts'
import { RecordLink } from './record-link.tsx'
import { useValueFacts } from './value-facts.tsx'
import { currencyOf, isEmptyValue, referenceOf, valueOf, type FieldValue } from '../model/metadata.ts'

/** None inside something that is a link itself; in a grid they are for the pointer, since its cells have the keyboard. */
type Links = 'none' | 'pointer' | 'keyboard'

interface ValueViewProps {
  field: FieldMeta
  record: RecordRow
  /** Shown for nothing; a list shows nothing. */
  empty?: string
  links?: Links
}

/** One value of a record, as it reads. */
export function ValueView({ field, record, empty, links = 'pointer' }: ValueViewProps) {
  const { currency } = useValueFacts()
  const value = valueOf(record, field.name)
  if (isHidden(record, field.name)) return <HiddenValue field={field} />
  if (isEmptyValue(value)) return empty === undefined ? null : <span className="text-faint">{empty}</span>
  if (field.type === 'reference') return <ReferenceView field={field} reference={referenceOf(record, field.name)} links={links} />
  return <PlainValue field={field} value={value} currency={currencyOf(record, currency)} links={links} />
}

/** A value by itself, where no record stands around it: in the history of a field. */
function PlainValue({
  field,
  value,
  currency,
  links = 'pointer',
}: {
  field: FieldMeta
  value: FieldValue
  currency: string
  links?: Links
}): ReactNode {
  if (typeof value === 'number')
    return <span className="tabular">{field.type === 'money' ? formatMoney(value, currency) : numberText(field, value)}</span>
  if (typeof value !== 'string') return <TagList tags={value ?? []} />
  if (links === 'none' && ['url', 'email', 'phone'].includes(field.type)) return <span>{value}</span>
  switch (field.type) {
    case 'date':
      return (
        <time dateTime={value} title={formatExactDate(value)} className="tabular">
          {formatDate(value)}
        </time>
      )
    case 'dateTime':
      return (
        <time dateTime={value} title={formatExactTime(value)} className="tabular">
          {formatTime(value)}
        </time>
      )
    case 'choice':
      return <ChoiceTag field={field} value={value} />
    case 'url':
      return (
        <OutsideLink
          links={links}
          href={/^https?:\/\//i.test(value) ? value : `https://${value}`}
          text={value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')}
        />
      )
    case 'email':
      return <OutsideLink links={links} href={`mailto:${value}`} text={value} />
    case 'phone':
      return <OutsideLink links={links} href={`tel:${value.replace(/[^\d+]/g, '')}`} text={value} />
    default:
      return <span dir="auto">{value}</span>
  }
}

/** A year is a number that nobody groups. */
function numberText(field: FieldMeta, value: number): string {
  return /year/i.test(field.name) ? String(value) : formatNumber(value)
}

function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <span className="flex min-w-0 gap-1 overflow-hidden">
      {tags.map((tag) => (
        <Tag key={tag} hue={hueOf(tag)}>
          {tag}
        </Tag>
      ))}
    </span>
  )
}

function ChoiceTag({ field, value }: { field: FieldMeta; value: string }) {
  const choice = field.choices?.find((candidate) => candidate.value === value)
  return <Tag hue={choice?.hue ?? hueOf(value)}>{choice?.label ?? value}</Tag>
}

/** Only a press with the mouse or Enter on the link itself follows it; `rel` keeps the other site from knowing where it was. */
function OutsideLink({ href, text, links }: { href: string; text: string; links: Links }) {
  return (
    <a
      href={href}
      target={href.startsWith('http') ? '_blank' : undefined}
      rel="noreferrer"
      tabIndex={links === 'pointer' ? -1 : undefined}
      onClick={(event) => event.stopPropagation()}
      className="truncate hover:text-blue hover:underline"
    >
      {text}
    </a>
  )
}

function ReferenceView({ field, reference, links }: { field: FieldMeta; reference: Reference | null; links: Links }) {
  if (reference === null) return null
  if (reference.hidden === true)
    return (
      <span title={hiddenName(field.label)} className="truncate text-muted">
        {hiddenName(field.label)}
      </span>
    )
  switch (field.reference) {
    case 'stage':
      return <StageTag id={reference.id} name={reference.name} />
    case 'member':
      return (
        <span className="flex min-w-0 items-center gap-1.5">
          <Avatar name={reference.name} size="sm" />
          <span className="truncate" dir="auto">
            {reference.name}
          </span>
        </span>
      )
    default:
      if (isGroup(field.reference)) return <GroupView kind={field.reference} name={reference.name} />
      return links !== 'none' ? (
        <ReferenceLink links={links} object={field.reference ?? ''} reference={reference} />
      ) : (
        <span className="truncate" dir="auto">
          {reference.name}
        </span>
      )
  }
}

function GroupView({ kind, name }: { kind: Group; name: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="text-faint">
        <GroupIcon kind={kind} />
      </span>
      <span className="truncate" dir="auto">
        {name}
      </span>
    </span>
  )
}

/** A stage in its colour. */
function StageTag({ id, name }: { id: string; name: string }) {
  const { hueOfStage } = useValueFacts()
  return (
    <Tag dot hue={hueOfStage(id) ?? hueOf(name)}>
      {name}
    </Tag>
  )
}

function ReferenceLink({ object, reference, links }: { object: string; reference: Reference; links: Links }) {
  const plural = useValueFacts().pluralOf(object)
  if (plural === undefined)
    return (
      <span className="truncate" dir="auto">
        {reference.name}
      </span>
    )
  if (reference.deleted === true)
    return (
      <span className="truncate text-muted line-through" title="In the trash" dir="auto">
        {reference.name}
      </span>
    )
  return (
    <RecordLink to={paths.record(plural, reference.id)} tabbable={links === 'keyboard'}>
      {reference.name}
    </RecordLink>
  )
}
