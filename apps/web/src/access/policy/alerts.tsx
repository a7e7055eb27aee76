import { useQuery } from '@tanstack/react-query'
import { BellRing, Check } from 'lucide-react'
import { formatExactTime, formatTime } from '../../format.ts'
import { Badge, Button, Checkbox, EmptyState, Input, Tooltip } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { accessApi } from '../access-api.ts'
import { alertsQuery } from '../access-queries.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { useChange } from '../page/use-change.ts'
import type { Alert } from '../types.ts'

/** Changes that somebody should know of, and when such changes have to wait. */
export function Alerts({ desk }: { desk: PolicyDesk }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 max-sm:p-3">
      <AlertList />
      <Safeguards desk={desk} />
    </div>
  )
}

function AlertList() {
  const alerts = useQuery(alertsQuery)
  if (alerts.isPending) return <RowsSkeleton rows={3} />
  if (alerts.isError) return <Unread what="The alerts" error={alerts.error} retry={() => void alerts.refetch()} />
  if (alerts.data.length === 0)
    return (
      <EmptyState icon={<BellRing />} title="No alerts" className="flex-none">
        You are told here when a change gives what only owners may, takes away a “may not”, or touches many people, and when a rule cannot
        be decided.
      </EmptyState>
    )
  return (
    <Section title="Alerts" flush>
      <ul className="divide-y divide-line">
        {alerts.data.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
    </Section>
  )
}

function AlertRow({ alert }: { alert: Alert }) {
  const denied = useDenied()('update', 'policies')
  const change = useChange()
  const acknowledge = () =>
    change({ run: () => accessApi.acknowledge(alert.id), done: 'The alert is acknowledged', failed: 'The alert stays open' })
  const open = alert.acknowledgedAt === null
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Badge tone={open ? 'attention' : 'neutral'}>{open ? 'Open' : 'Seen'}</Badge>
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-sm text-pretty">{alert.detail.sentence}</p>
        <p className="text-xs text-muted">
          {alert.raisedBy?.name ?? 'Freehold'} ·{' '}
          <Tooltip content={formatExactTime(alert.createdAt)}>
            <time dateTime={alert.createdAt}>{formatTime(alert.createdAt).toLowerCase()}</time>
          </Tooltip>
          {alert.acknowledgedBy !== null && ` · seen by ${alert.acknowledgedBy.name}`}
        </p>
      </div>
      {open && (
        <Button size="sm" denied={denied} onClick={() => void acknowledge()}>
          <Check /> Acknowledge
        </Button>
      )}
    </li>
  )
}

function Safeguards({ desk }: { desk: PolicyDesk }) {
  const manage = useDenied()('manage', 'policies')
  const denied = desk.denied ?? manage
  const { settings } = desk.document
  const put = (next: Partial<typeof settings>) => desk.change((document) => ({ ...document, settings: { ...document.settings, ...next } }))
  return (
    <Section title="Safeguards">
      <fieldset disabled={denied !== undefined} className="flex flex-col gap-3">
        <div className="flex items-start gap-3">
          <Checkbox
            id="second-approver"
            className="mt-0.5"
            label="Risky changes wait for a second person"
            checked={settings.secondApprover}
            onChange={(secondApprover) => put({ secondApprover })}
          />
          <label htmlFor="second-approver" className="text-sm">
            Risky changes wait for a second person
            <span className="block text-xs text-muted">
              Those that give what only owners may, take away a “may not” or touch many people, until another owner approves them.
            </span>
          </label>
        </div>
        <label className="flex flex-wrap items-center gap-2 text-sm">
          Many people are more than
          <Input
            type="number"
            min={1}
            className="w-20"
            aria-label="Number of people"
            value={settings.manyPeople}
            onChange={(event) => {
              const manyPeople = Number(event.target.value)
              if (Number.isInteger(manyPeople) && manyPeople > 0) put({ manyPeople })
            }}
          />
        </label>
        {denied !== undefined && <p className="text-xs text-muted">{denied}</p>}
      </fieldset>
    </Section>
  )
}
