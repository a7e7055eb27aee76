import { ArrowRight } from 'lucide-react'
import { countOf } from '../../format.ts'
import { Button } from '../../kit/index.ts'
import type { Import, PartProposal } from '../import-types.ts'
import type { DraftChanges } from './use-draft.ts'

const words: Record<PartProposal['take'], string> = {
  all: 'Take all of it',
  firstNumber: 'Take the first number',
  beforeComma: 'Take what is before the comma',
  afterComma: 'Take what is after the comma',
}

/** Cells that hold more than the field wants: `2013 (1888)`, `Saint Paul, Minnesota`. */
export function PartProposals({ draft, proposals, changes }: { draft: Import; proposals: readonly PartProposal[]; changes: DraftChanges }) {
  const taken = draft.mapping.filter((column) => column.take !== 'all')
  if (proposals.length === 0 && taken.length === 0) return null
  return (
    <section>
      <h2 className="text-base font-semibold">More than one thing in a cell</h2>
      <p className="mb-3 text-sm text-muted">A part of the cell is what the field wants.</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {proposals.map(({ column, take, rows, example }) => (
          <li key={column} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
            <p className="flex min-w-0 flex-1 items-center gap-2 text-sm max-sm:basis-full">
              <span className="text-muted">{draft.mapping.find((other) => other.column === column)?.name}</span>
              <b className="truncate font-medium">{example.from}</b>
              <ArrowRight className="text-faint" aria-label="becomes" />
              <b className="truncate font-medium text-accent-text">{example.to}</b>
              <span className="shrink-0 text-muted tabular">in {countOf(rows, 'row', 'rows')}</span>
            </p>
            <Button size="sm" onClick={() => changes.column(column, { take })}>
              {words[take]}
            </Button>
          </li>
        ))}
        {taken.map((column) => (
          <li key={column.column} className="flex items-center gap-3 px-4 py-2.5 text-sm text-muted">
            <span className="flex-1">
              {column.name}: {words[column.take].toLowerCase()}
            </span>
            <Button size="sm" variant="ghost" onClick={() => changes.column(column.column, { take: 'all' })}>
              Take all
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
