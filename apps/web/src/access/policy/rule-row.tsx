import { CircleAlert, MapPin, TableProperties } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, Skeleton, type Tone, classes } from '../../kit/index.ts'
import type { Names } from '../model/names.ts'
import type { AccessModel, Effect, Rule } from '../types.ts'
import { commonRecord } from '../model/permissions.ts'

const effects: Record<Effect, { label: string; tone: Tone }> = {
  allow: { label: 'may', tone: 'good' },
  deny: { label: 'may not', tone: 'attention' },
  forbid: { label: 'never', tone: 'loss' },
}

interface RuleRowProps {
  rule: Rule
  sentence: string | undefined
  /** Against the saved policy. */
  state: 'same' | 'added' | 'changed'
  mistakes: number
  chosen: boolean
  model: AccessModel
  names: Names
  onChoose: () => void
}

/** A rule as its sentence, with where, which fields, and whether it depends on something. */
export function RuleRow({ rule, sentence, state, mistakes, chosen, model, names, onChoose }: RuleRowProps) {
  const labels = rule.fields === undefined ? {} : (commonRecord(model, rule)?.fields ?? {})
  return (
    <li>
      <button
        type="button"
        data-rule={rule.id}
        aria-current={chosen || undefined}
        onClick={onChoose}
        className={classes(
          'flex w-full items-start gap-3 border-b border-line px-4 py-2.5 text-left hover:bg-hover max-sm:px-3',
          chosen && 'bg-accent-soft hover:bg-accent-soft',
        )}
      >
        <Badge tone={effects[rule.effect].tone} className="w-15 justify-center">
          {effects[rule.effect].label}
        </Badge>
        <span className="min-w-0 flex-1">
          <span className="block text-sm text-pretty">{sentence ?? (mistakes > 0 ? rule.id : <Skeleton className="my-1 w-2/3" />)}</span>
          <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 empty:hidden">
            {rule.at !== undefined && <Fact icon={<MapPin />}>{names.of('node', rule.at)} and below</Fact>}
            {rule.fields !== undefined && <Fact icon={<TableProperties />}>{fieldWords(rule.fields, labels)}</Fact>}
            {rule.note !== undefined && <span className="truncate text-xs text-faint italic">{rule.note}</span>}
          </span>
        </span>
        {mistakes > 0 && (
          <span className="flex items-center gap-1 text-xs text-red">
            <CircleAlert className="size-3.5!" /> {mistakes === 1 ? 'A mistake' : `${mistakes} mistakes`}
          </span>
        )}
        {state !== 'same' && <Badge tone="information">{state === 'added' ? 'New' : 'Changed'}</Badge>}
      </button>
    </li>
  )
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1 text-xs text-muted [&_svg]:size-3.5!">
      {icon}
      {children}
    </span>
  )
}

function fieldWords(fields: NonNullable<Rule['fields']>, labels: Readonly<Record<string, string>>): string {
  const names = ('except' in fields ? fields.except : fields).map((field) => labels[field] ?? field)
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ')
  return 'except' in fields ? `All fields but ${shown}` : shown
}
