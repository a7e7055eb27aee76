import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { History, Undo2 } from 'lucide-react'
import { formatExactTime, formatTime } from '../../format.ts'
import { Badge, Button, EmptyState, Tooltip, classes } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { accessApi } from '../access-api.ts'
import { versionQuery, versionsQuery } from '../access-queries.ts'
import { openDraft, sendDraft } from '../draft/draft-desk.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { useChange } from '../page/use-change.ts'
import type { PolicyVersion } from '../types.ts'
import { ChangeList } from './change-list.tsx'

interface VersionsProps {
  desk: PolicyDesk
  /** Number of the version that is shown. */
  open: string | undefined
  onOpen: (version: string | undefined) => void
}

/** Everything that was ever in force: who changed it, why, and what. */
export function Versions({ desk, open, onOpen }: VersionsProps) {
  const versions = useQuery(versionsQuery)
  if (versions.isPending) return <RowsSkeleton />
  if (versions.isError) return <Unread what="The versions" error={versions.error} retry={() => void versions.refetch()} />
  if (versions.data.length === 0)
    return (
      <EmptyState icon={<History />} title="Nothing was changed yet">
        The built-in roles decide. Each policy that you save stands here, with its reason, and can be brought back.
      </EmptyState>
    )
  const shown = versions.data.find((version) => String(version.version) === open)
  return (
    <ListAndDetail
      wide
      back="Versions"
      onBack={() => onOpen(undefined)}
      list={
        <ul aria-label="Versions">
          {versions.data.map((version) => (
            <VersionRow
              key={version.version}
              version={version}
              current={version.version === desk.saved.version}
              chosen={version === shown}
              onChoose={() => onOpen(version === shown ? undefined : String(version.version))}
            />
          ))}
        </ul>
      }
      detail={shown && <VersionDetail key={shown.version} version={shown} desk={desk} />}
    />
  )
}

interface VersionRowProps {
  version: PolicyVersion
  current: boolean
  chosen: boolean
  onChoose: () => void
}

function VersionRow({ version, current, chosen, onChoose }: VersionRowProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={chosen || undefined}
        onClick={onChoose}
        className={classes(
          'flex min-h-13 w-full items-center gap-3 border-b border-line px-4 py-2 text-left hover:bg-hover max-sm:px-3',
          chosen && 'bg-accent-soft hover:bg-accent-soft',
        )}
      >
        <span className="w-8 shrink-0 font-mono text-xs text-muted">{version.version}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{version.reason}</span>
          <span className="block truncate text-xs text-muted">
            {version.author?.name ?? 'Freehold'}
            {version.approver !== null && `, approved by ${version.approver.name}`}
          </span>
        </span>
        {current && <Badge tone="good">In force</Badge>}
        {version.createdAt !== null && (
          <Tooltip content={formatExactTime(version.createdAt)}>
            <time dateTime={version.createdAt} className="shrink-0 text-sm text-muted">
              {formatTime(version.createdAt)}
            </time>
          </Tooltip>
        )}
      </button>
    </li>
  )
}

function VersionDetail({ version, desk }: { version: PolicyVersion; desk: PolicyDesk }) {
  const full = useQuery(versionQuery(version.version))
  const change = useChange()
  const navigate = useNavigate()
  const current = version.version === desk.saved.version
  const revert = async () => {
    const done = await change({
      run: async () => {
        await sendDraft()
        openDraft(await accessApi.createDraft({ fromVersion: version.version, title: `Back to version ${version.version}` }))
      },
      done: `Version ${version.version} is a draft now`,
      detail: 'Preview it, then save it. Until then nothing changes.',
      failed: 'No draft was made',
    })
    if (done) await navigate({ to: paths.policyPreview() })
  }
  return (
    <div className="flex flex-col gap-3 p-4">
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold">Version {version.version}</h2>
          <p className="text-sm text-muted">
            {version.author?.name ?? 'Freehold'}
            {version.createdAt !== null && `, ${formatExactTime(version.createdAt)}`}
          </p>
        </div>
        <Button size="sm" denied={desk.denied ?? (current ? 'This version is in force' : undefined)} onClick={() => void revert()}>
          <Undo2 /> Revert to this
        </Button>
      </header>
      <p className="border-l-2 border-line-strong pl-3 text-base">{version.reason}</p>
      {version.approver !== null && <p className="text-sm text-muted">Approved by {version.approver.name}.</p>}
      <h3 className="mt-2 text-sm font-semibold">What it changed</h3>
      {full.isError ? (
        <Unread what="This version" error={full.error} retry={() => void full.refetch()} />
      ) : full.data === undefined ? (
        <RowsSkeleton rows={3} />
      ) : (
        <ChangeList changes={full.data.changes} />
      )}
    </div>
  )
}
