import { FlaskConical } from 'lucide-react'

export function DemonstrationBar() {
  return (
    <p role="note" className="flex shrink-0 items-center justify-center gap-2 bg-amber-soft px-4 py-1 text-xs font-medium text-amber">
      <FlaskConical className="size-3.5!" aria-hidden /> Demonstration: this installation holds example organizations whose password is
      public.
    </p>
  )
}
