import { FlaskConical } from 'lucide-react'

export function DemonstrationBar() {
  return (
    <p role="note" className="flex shrink-0 items-center justify-center gap-2 bg-amber-soft px-4 py-1 text-xs font-medium text-amber">
      <FlaskConical className="size-3.5!" aria-hidden /> Demonstration: sample data in a place that may be reset at any time. Keep nothing real here.
    </p>
  )
}
