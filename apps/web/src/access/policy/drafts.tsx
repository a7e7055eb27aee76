import { useQuery } from '@tanstack/react-query'
import { FilePenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatExactTime, formatTime } from '../../format.ts'
import { Badge, Button, EmptyState, Tooltip, type Tone } from '../../kit/index.ts'
import { useDenied, useSession } from '../../session/session.ts'
import { accessApi } from '../access-api.ts'
import { allDraftsQuery } from '../access-queries.ts'
import { openDraft, sendDraft } from '../draft/draft-desk.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { useChange } from '../page/use-change.ts'
import type { DraftState, DraftSummary } from '../types.ts'
import { ChangeList } from './change-list.tsx'
import { DecisionDialog } from './decision-dialog.tsx'

const states: Record<DraftState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  waiting: { label: 'Waiting', tone: 'attention' },
  saved: { label: 'Saved', tone: 'good' },
  rejected: { label: 'Rejected', tone: 'loss' },
  discarded: { label: 'Discarded', tone: 'neutral' },
}

/** What is being written, what waits for a second person, and what became of the rest. */
export function Drafts({ desk }: { desk: PolicyDesk }) {
  const drafts = useQuery(allDraftsQuery)
  if (drafts.isPending) return <RowsSkeleton />
  if (drafts.isError) return <Unread what="The drafts" error={drafts.error} retry={() => void drafts.refetch()} />
  // Saved ones stand under Versions, discarded ones nowhere.
  const open = drafts.data.filter(({ state }) => state === 'draft' || state === 'waiting' || state === 'rejected')
  if (open.length === 0)
    return (
      <EmptyState icon={<FilePenLine />} title="No drafts">
        Whatever you change in rules, roles or fields is a draft first. It stays here until you save or discard it.
      </EmptyState>
    )
  const waiting = open.filter((draft) => draft.state === 'waiting')
  const others = open.filter((draft) => draft.state !== 'waiting')
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 max-sm:p-3">
      {waiting.map((draft) => (
        <WaitingDraft key={draft.id} draft={draft} />
      ))}
      {others.length > 0 && (
        <Section title="Drafts" flush>
          <ul className="divide-y divide-line">
            {others.map((draft) => (
              <DraftRow key={draft.id} draft={draft} desk={desk} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function DraftRow({ draft, desk }: { draft: DraftSummary; desk: PolicyDesk }) {
  const change = useChange()
  const state = states[draft.state]
  const isOpen = desk.draft?.id === draft.id
  const carryOn = () =>
    change({
      run: async () => {
        await sendDraft()
        openDraft(await accessApi.draft(draft.id))
      },
      done: 'The draft is open',
      failed: 'The draft could not be opened',
    })
  const takeUp = () =>
    change({
      run: async () => {
        await sendDraft()
        const { title, document } = await accessApi.draft(draft.id)
        openDraft(await accessApi.createDraft({ title, document }))
      },
      done: 'The change is a draft again',
      failed: 'No draft was made',
    })
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{draft.reason ?? draft.title}</p>
        <p className="truncate text-xs text-muted">
          {draft.author?.name ?? 'Somebody'} · <Moment at={draft.updatedAt} />
          {draft.decidedBy !== null && (
            <>
              {' '}
              · {draft.state} by {draft.decidedBy.name}
            </>
          )}
          {draft.decisionReason !== null && `: “${draft.decisionReason}”`}
        </p>
      </div>
      <Badge tone={isOpen ? 'information' : state.tone}>{isOpen ? 'Open here' : state.label}</Badge>
      {draft.state === 'draft' && !isOpen && (
        <Button size="sm" onClick={() => void carryOn()}>
          Open
        </Button>
      )}
      {draft.state === 'rejected' && (
        <Button size="sm" denied={desk.denied} onClick={() => void takeUp()}>
          Take up again
        </Button>
      )}
    </li>
  )
}

function Moment({ at }: { at: string }): ReactNode {
  return (
    <Tooltip content={formatExactTime(at)}>
      <time dateTime={at}>{formatTime(at).toLowerCase()}</time>
    </Tooltip>
  )
}

/** A draft before a second person: what it changes, why, and the two answers. */
function WaitingDraft({ draft }: { draft: DraftSummary }) {
  const session = useSession()
  const denied = useDenied()('manage', 'policies')
  const [deciding, setDeciding] = useState<'approve' | 'reject'>()
  const full = useQuery({ queryKey: ['access', 'draft', draft.id, draft.version], queryFn: () => accessApi.draft(draft.id) })
  const own = draft.author?.id === session.member.id
  const approval = denied ?? (own ? 'Somebody else has to approve what you asked for' : undefined)
  return (
    <Section
      title={own ? 'Your change waits for a second person' : `${draft.author?.name ?? 'Somebody'} asks for a change`}
      note={<Moment at={draft.updatedAt} />}
      action={
        <>
          <Button size="sm" denied={denied} onClick={() => setDeciding('reject')}>
            {own ? 'Take back' : 'Reject'}
          </Button>
          <Button size="sm" variant="primary" denied={approval} onClick={() => setDeciding('approve')}>
            Approve
          </Button>
        </>
      }
    >
      {draft.reason !== null && <p className="mb-2 border-l-2 border-line-strong pl-3 text-base">{draft.reason}</p>}
      {full.data === undefined ? <RowsSkeleton rows={2} /> : <ChangeList changes={full.data.changes} />}
      {deciding !== undefined && <DecisionDialog draft={draft} verdict={deciding} onClose={() => setDeciding(undefined)} />}
    </Section>
  )
}
