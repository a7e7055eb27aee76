import { ArrowRight, Check } from 'lucide-react'
import { useState } from 'react'
import { countOf } from '../../format.ts'
import { Button } from '../../kit/index.ts'
import type { Import, Proposal } from '../import-types.ts'
import type { DraftChanges } from './use-draft.ts'

/** Names in the file that are probably others, misspelt. Nothing changes until a person says so. */
export function NearMisses({ draft, proposals, changes }: { draft: Import; proposals: readonly Proposal[]; changes: DraftChanges }) {
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set())
  const accepted = draft.mapping.flatMap((column) =>
    Object.entries(column.replacements).map(([value, proposal]) => ({ column: column.column, value, proposal })),
  )
  const open = proposals.filter((proposal) => !ignored.has(keyOf(proposal)) && !accepted.some((done) => keyOf(done) === keyOf(proposal)))
  if (open.length === 0 && accepted.length === 0) return null
  const replacements = (column: number) => draft.mapping.find((other) => other.column === column)?.replacements ?? {}
  const heading = (column: number) => draft.mapping.find((other) => other.column === column)?.name ?? ''
  const accept = (proposal: Proposal) =>
    changes.column(proposal.column, { replacements: { ...replacements(proposal.column), [proposal.value]: proposal.proposal } })
  const takeBack = (column: number, value: string) =>
    changes.column(column, { replacements: Object.fromEntries(Object.entries(replacements(column)).filter(([other]) => other !== value)) })
  return (
    <section>
      <h2 className="text-base font-semibold">Nearly the same names</h2>
      <p className="mb-3 text-sm text-muted">
        These look like names you already have. Accept to use the known one, ignore to keep them apart.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {open.map((proposal) => (
          <li key={keyOf(proposal)} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
            <p className="flex min-w-0 flex-1 items-center gap-2 text-sm max-sm:basis-full">
              <span className="text-muted">{heading(proposal.column)}</span>
              <b className="truncate font-medium">
                <bdi>{proposal.value}</bdi>
              </b>
              <ArrowRight className="text-faint" aria-label="becomes" />
              <b className="truncate font-medium text-accent-text">
                <bdi>{proposal.proposal}</bdi>
              </b>
              <span className="shrink-0 text-muted tabular">in {countOf(proposal.rows, 'row', 'rows')}</span>
            </p>
            <Button size="sm" variant="ghost" onClick={() => setIgnored((known) => new Set([...known, keyOf(proposal)]))}>
              Ignore
            </Button>
            <Button size="sm" onClick={() => accept(proposal)}>
              Accept
            </Button>
          </li>
        ))}
        {accepted.map((done) => (
          <li key={keyOf(done)} className="flex items-center gap-3 px-4 py-2.5">
            <p className="flex min-w-0 flex-1 items-center gap-2 text-sm text-muted">
              <Check className="text-accent-text" aria-label="Accepted" />
              <span className="truncate">
                <bdi>{done.value}</bdi>
              </span>
              <ArrowRight className="text-faint" aria-label="becomes" />
              <span className="truncate text-ink">
                <bdi>{done.proposal}</bdi>
              </span>
            </p>
            <Button size="sm" variant="ghost" onClick={() => takeBack(done.column, done.value)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function keyOf({ column, value }: { column: number; value: string }): string {
  return `${column}/${value}`
}
