import { Badge, type Tone } from '../kit/index.ts'
import type { ImportState } from './import-types.ts'

const states: Record<ImportState, { label: string; tone: Tone }> = {
  draft: { label: 'Not started', tone: 'neutral' },
  queued: { label: 'Waiting', tone: 'information' },
  running: { label: 'Importing', tone: 'information' },
  done: { label: 'Done', tone: 'good' },
  failed: { label: 'Failed', tone: 'loss' },
  cancelled: { label: 'Cancelled', tone: 'attention' },
  undoing: { label: 'Undoing', tone: 'information' },
  undone: { label: 'Undone', tone: 'neutral' },
}

export function ImportStateBadge({ state }: { state: ImportState }) {
  return <Badge tone={states[state].tone}>{states[state].label}</Badge>
}
