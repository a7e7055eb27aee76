import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, CircleAlert, Eye } from 'lucide-react'
import { NotForYou } from '../../frame/not-for-you.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { countOf, formatNumber } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, EmptyState, Progress } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { messageOf } from '../../problem-notice.ts'
import { useDenied } from '../../session/session.ts'
import { DraftBar } from '../draft/draft-bar.tsx'
import { type PolicyDesk, usePolicy } from '../draft/use-policy.ts'
import { ChangeList } from '../policy/change-list.tsx'
import { Concerns } from '../page/concerns.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { PersonChanges } from './person-changes.tsx'
import { usePreview } from './use-preview.ts'

/** Before a draft is saved: who would gain and lose what, decided on the real records. */
export function PreviewPage() {
  const denied = useDenied()('update', 'policies')
  return denied === undefined ? <Preview /> : <NotForYou title="Preview" reason={denied} />
}

function Preview() {
  const reading = usePolicy()
  const navigate = useNavigate()
  const back = () => void navigate({ to: paths.policy() })
  useShortcuts('Preview', [{ keys: 'escape', label: 'Back to the rules', run: back }])
  return (
    <>
      <PageHeader
        title="Preview"
        actions={
          <Button onClick={back}>
            <ArrowLeft /> Edit rules
          </Button>
        }
      />
      {reading === undefined && <RowsSkeleton />}
      {reading !== undefined && reading.desk === undefined && <Unread what="The policy" error={reading.error} retry={reading.retry} />}
      {reading?.desk !== undefined && <Previewed desk={reading.desk} />}
    </>
  )
}

function Previewed({ desk }: { desk: PolicyDesk }) {
  if (desk.draft === undefined)
    return (
      <EmptyState
        icon={<Eye />}
        title="There is nothing to preview"
        actions={
          <Link to={paths.policy()} className="text-sm font-medium text-accent-text hover:underline">
            Go to the rules
          </Link>
        }
      >
        Change a rule, a role or a field first; what you change is a draft until you save it.
      </EmptyState>
    )
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 max-sm:p-3">
        {desk.problems.length > 0 ? (
          <EmptyState icon={<CircleAlert />} title="This draft has mistakes" className="flex-none">
            A preview needs a policy that could be saved. Mend what is marked, then look again.
          </EmptyState>
        ) : (
          <Consequences key={`${desk.draft.id} ${desk.draft.version}`} id={desk.draft.id} version={desk.draft.version} />
        )}
        <Section title="What changes" note={countOf(desk.changes.length, 'change', 'changes')}>
          <ChangeList changes={desk.changes} />
        </Section>
      </div>
      <DraftBar desk={desk} previewing />
    </>
  )
}

function Consequences({ id, version }: { id: string; version: number }) {
  const preview = usePreview(id, version)
  if (preview.error !== undefined)
    return (
      <EmptyState
        icon={<CircleAlert />}
        title="The preview stopped"
        className="flex-none"
        actions={<Button onClick={preview.again}>Try again</Button>}
      >
        {messageOf(preview.error)} {preview.people.length > 0 && 'What was found so far stands below.'}
      </EmptyState>
    )
  const { people, totals, alerts, done, total, running } = preview
  return (
    <>
      {running && (
        <div role="status" className="flex flex-col gap-1.5">
          <p className="text-sm text-muted">
            {total === undefined ? 'Beginning…' : `Looked at ${formatNumber(done)} of ${countOf(total, 'person', 'people')}`}
          </p>
          <Progress label="Preview" value={done} total={total} />
        </div>
      )}
      <dl className="grid grid-cols-3 gap-3">
        <Figure label={totals.people === 1 ? 'person affected' : 'people affected'} value={totals.people} />
        <Figure label={totals.gained === 1 ? 'record gained' : 'records gained'} value={totals.gained} tone="text-accent-text" />
        <Figure label={totals.lost === 1 ? 'record lost' : 'records lost'} value={totals.lost} tone="text-red" />
      </dl>
      <Concerns concerns={alerts} />
      {people.length > 0 ? (
        <Section title="Who gains and loses what" flush>
          <ul className="divide-y divide-line">
            {people.map((person) => (
              <PersonChanges key={person.member.id} person={person} open={people.length <= 3} />
            ))}
          </ul>
        </Section>
      ) : (
        !running && (
          <p className="rounded-lg border border-line px-4 py-6 text-center text-sm text-muted">
            Nobody gains or loses anything: with today’s people and records the draft comes to the same. A new role counts once somebody has
            it; you give it on the page of a person or a team.
          </p>
        )
      )}
    </>
  )
}

function Figure({ label, value, tone = '' }: { label: string; value: number; tone?: string }) {
  return (
    <div className="flex flex-col-reverse rounded-lg border border-line bg-raised px-4 py-3">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={`text-xl font-semibold tabular ${value === 0 ? 'text-faint' : tone}`}>{formatNumber(value)}</dd>
    </div>
  )
}
