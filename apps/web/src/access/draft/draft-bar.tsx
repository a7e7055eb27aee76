import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, Eye, FilePenLine, RefreshCw, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { countOf } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, classes, toast } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { messageOf, notifyProblem } from '../../problem-notice.ts'
import { queryClient } from '../../queries.ts'
import { accessApi } from '../access-api.ts'
import { draftsQuery } from '../access-queries.ts'
import type { Draft } from '../types.ts'
import { closeDraft, openDraft, retryDraft, sendDraft, useDeskState } from './draft-desk.ts'
import { SavingDialog } from './saving-dialog.tsx'
import type { PolicyDesk } from './use-policy.ts'

/** At the foot of every page that edits the policy: what is not yet in force, and what can be done with it. */
export function DraftBar({ desk, previewing = false }: { desk: PolicyDesk; previewing?: boolean }) {
  const [saving, setSaving] = useState(false)
  const navigate = useNavigate()
  const { draft } = desk
  const shown = draft !== undefined || desk.unsent || desk.failure !== undefined
  const preview = async () => {
    await sendDraft()
    await navigate({ to: paths.policyPreview() })
  }
  useShortcuts('Draft', [{ keys: 'p', label: 'Preview the draft', run: () => void preview() }], shown && !previewing)
  if (!shown) return null
  const broken = desk.problems.length > 0
  const outdated = draft !== undefined && draft.baseVersion < desk.saved.version
  const why = broken
    ? 'Mend what is marked first: a policy with mistakes cannot be saved'
    : outdated
      ? 'The policy was saved since this draft was begun. Bring the draft up to date first'
      : desk.failure
  return (
    <section
      aria-label="Draft"
      className="flex shrink-0 items-center gap-3 border-t border-line bg-raised px-4 py-2 shadow-pop max-sm:gap-2 max-sm:px-3"
    >
      <span className={classes('flex min-w-0 flex-1 items-center gap-2', (broken || desk.failure !== undefined) && 'text-red')}>
        {broken || desk.failure !== undefined ? <CircleAlert /> : <FilePenLine className="text-accent-text" />}
        <span className="truncate text-sm" role="status">
          <b className="font-medium">{contents(desk)}</b>
          <span className="text-muted max-sm:sr-only"> · {stateWords(desk, outdated)}</span>
        </span>
      </span>
      <Button variant="ghost" onClick={() => void discard(desk)}>
        <Trash2 className="sm:hidden" /> <span className="max-sm:sr-only">Discard</span>
      </Button>
      {desk.failure !== undefined && <Button onClick={retryDraft}>Try again</Button>}
      {outdated && draft !== undefined && (
        <Button onClick={() => void bringUpToDate(draft)}>
          <RefreshCw /> <span className="max-sm:sr-only">Bring up to date</span>
        </Button>
      )}
      {!previewing && (
        <Button denied={broken ? why : undefined} onClick={() => void preview()}>
          <Eye /> Preview
        </Button>
      )}
      <Button variant="primary" denied={why} onClick={() => setSaving(true)}>
        <Save /> Save…
      </Button>
      {saving && <SavingDialog desk={desk} onClose={() => setSaving(false)} />}
    </section>
  )
}

/** `3 changes`; of a draft with mistakes that was not read here before only those are known. */
function contents({ changes, problems }: PolicyDesk): string {
  const mistakes = problems.length === 0 ? [] : [countOf(problems.length, 'mistake', 'mistakes')]
  return [...(changes.length === 0 && mistakes.length > 0 ? [] : [countOf(changes.length, 'change', 'changes')]), ...mistakes].join(' · ')
}

function stateWords(desk: PolicyDesk, outdated: boolean): string {
  if (desk.failure !== undefined) return `not kept: ${desk.failure}`
  if (desk.unsent) return 'keeping…'
  if (outdated) return `begun from version ${desk.draft?.baseVersion}; version ${desk.saved.version} is in force`
  return 'not in force until you save'
}

async function discard({ draft }: PolicyDesk): Promise<void> {
  try {
    if (draft !== undefined) await accessApi.discardDraft(draft)
    closeDraft()
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
    toast({
      title: 'The draft was discarded',
      ...(draft !== undefined && { action: { label: 'Undo', run: () => void bringBack(draft.document) } }),
    })
  } catch (error) {
    notifyProblem(error, 'The draft was not discarded')
  }
}

/** The same document against the policy as it is now; what others saved since shows among the changes, to be kept or not. */
async function bringUpToDate(draft: Draft): Promise<void> {
  try {
    await sendDraft()
    const { draft: latest, document } = useDeskState.getState()
    openDraft(await accessApi.createDraft({ title: draft.title, document }))
    await accessApi.discardDraft(latest ?? draft)
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
    toast({ title: 'The draft is up to date', detail: 'Look through its changes: what others saved since is undone where it differs.' })
  } catch (error) {
    notifyProblem(error, 'The draft was not brought up to date')
  }
}

async function bringBack(document: unknown): Promise<void> {
  try {
    openDraft(await accessApi.createDraft({ document }))
    await queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey })
  } catch (error) {
    toast({ title: 'The draft is gone', detail: messageOf(error), tone: 'failed' })
  }
}
