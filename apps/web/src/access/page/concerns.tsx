import { TriangleAlert } from 'lucide-react'
import type { Concern } from '../types.ts'

/** What about a change should be looked at twice. */
export function Concerns({ concerns }: { concerns: readonly Concern[] }) {
  if (concerns.length === 0) return null
  return (
    <section aria-label="To look at twice" className="rounded-lg bg-amber-soft px-4 py-3 text-amber">
      <ul className="flex flex-col gap-1">
        {concerns.map((concern) => (
          <li key={concern.sentence} className="flex items-start gap-2 text-sm">
            <TriangleAlert className="mt-0.5" aria-hidden /> {concern.sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
