import { CircleAlert } from 'lucide-react'
import type { DraftProblem } from '../types.ts'

/** Segments of a problem's path, however it is written: `rules/3/when/all/0`, `rules[3].when.all[0]`. */
export function segmentsOf(path: string): string[] {
  return path.split(/[/.[\]]+/).filter((segment) => segment !== '')
}

/** The problems below a place of the document, with paths from there. */
export function problemsAt(problems: readonly DraftProblem[], ...at: readonly (string | number)[]): DraftProblem[] {
  return problems.flatMap((problem) => {
    const segments = segmentsOf(problem.path)
    const inside = at.every((segment, index) => segments[index] === String(segment))
    return inside ? [{ path: segments.slice(at.length).join('/'), message: problem.message }] : []
  })
}

export function ProblemLines({ problems }: { problems: readonly DraftProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul role="alert" className="flex flex-col gap-1">
      {problems.map((problem, at) => (
        <li key={at} className="flex items-start gap-1.5 text-xs text-red">
          <CircleAlert className="mt-px size-3.5!" aria-hidden />
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  )
}
