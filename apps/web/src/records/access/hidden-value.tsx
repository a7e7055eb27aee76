import { Lock } from 'lucide-react'
import type { FieldMeta, Reference } from '../../api-types.ts'
import { LazyTooltip } from './lazy-tooltip.tsx'

/** In place of a value that the reader may see on other records, not on this one. */
export function HiddenValue({ field }: { field: FieldMeta }) {
  return (
    <LazyTooltip content="Hidden from you on this record">
      <span role="img" aria-label={`${field.label} is hidden from you on this record`} className="inline-flex h-5 items-center text-faint">
        <Lock className="size-3.5!" />
      </span>
    </LazyTooltip>
  )
}

/** `A company you cannot see`. */
export function hiddenName(kind: string): string {
  const noun = kind.toLowerCase()
  return `${/^[aeiou]/.test(noun) ? 'An' : 'A'} ${noun} you cannot see`
}

/** What a record is called where it may be one that the reader does not see. */
export function referenceName(reference: Reference, kind: string): string {
  return reference.hidden === true ? hiddenName(kind) : reference.name
}
