import { FlaskConical } from 'lucide-react'

export function DemonstrationBar() {
  return (
    <aside
      aria-label="Demonstration"
      className="flex shrink-0 items-center justify-center gap-2 bg-amber-soft px-4 py-1 text-xs font-medium text-amber"
    >
      <FlaskConical className="size-3.5!" aria-hidden />
      <span>
        Demonstration<span className="max-sm:hidden">: this installation holds example organizations whose password is public</span>
      </span>
    </aside>
  )
}
