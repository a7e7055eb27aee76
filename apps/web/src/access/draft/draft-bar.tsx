import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, Eye, FilePenLine, RefreshCw, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { countOf } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, classes } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { bringUpToDate, discard } from './draft-actions.ts'
import { retryDraft, sendDraft } from './draft-desk.ts'
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
        <Button onClick={() => void bringUpToDate(draft, desk)}>
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
