import { Badge, type Tone } from '../../kit/index.ts'
import type { RuleChange } from '../types.ts'

const kinds: Record<RuleChange['kind'], { label: string; tone: Tone }> = {
  added: { label: 'Added', tone: 'good' },
  removed: { label: 'Removed', tone: 'loss' },
  changed: { label: 'Changed', tone: 'attention' },
}

/** What changed between two documents, in sentences. */
export function ChangeList({ changes }: { changes: readonly RuleChange[] }) {
  if (changes.length === 0) return <p className="py-3 text-sm text-muted">No rule is different.</p>
  return (
    <ul className="divide-y divide-line">
      {changes.map((change, at) => (
        <li key={`${change.rule}-${at}`} className="flex items-start gap-3 py-2 text-sm max-sm:flex-col max-sm:gap-1">
          <Badge tone={kinds[change.kind].tone} className="w-18 justify-center">
            {kinds[change.kind].label}
          </Badge>
          <div className="min-w-0 flex-1">
            {change.before != null && change.kind !== 'added' && (
              <p className="text-muted line-through decoration-line-strong">{change.before}</p>
            )}
            {change.after != null && change.kind !== 'removed' && <p>{change.after}</p>}
            {change.before == null && change.after == null && <p className="font-mono text-xs">{change.rule}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
