import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FileJson, Plus } from 'lucide-react'
import { NotForYou } from '../../frame/not-for-you.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, EmptyState, Tabs } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { useDenied } from '../../session/session.ts'
import { alertsQuery, draftsQuery } from '../access-queries.ts'
import type { PolicySearch, PolicyTab } from '../access-search.ts'
import { DraftBar } from '../draft/draft-bar.tsx'
import { type PolicyDesk, usePolicy } from '../draft/use-policy.ts'
import { freeId, withRule } from '../model/document.ts'
import { useNames } from '../model/names.ts'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { problemsAt } from '../page/problems.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import type { Rule } from '../types.ts'
import { Alerts } from './alerts.tsx'
import { CodeEditor } from './code-editor.tsx'
import { Drafts } from './drafts.tsx'
import { FieldAccess } from './field-access.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { RuleList } from './rule-list.tsx'
import { Versions } from './versions.tsx'

export function PolicyPage() {
  const denied = useDenied()('read', 'policies')
  return denied === undefined ? <Policy /> : <NotForYou title="Policy" reason={denied} />
}

function Policy() {
  const reading = usePolicy()
  const search = useSearch({ from: '/frame/policy' })
  const tab = search.tab ?? 'rules'
  const navigate = useNavigate()
  const go = (next: PolicySearch) => void navigate({ to: paths.policy(), search: next })
  const desk = reading?.desk
  const add = () => {
    if (desk === undefined || desk.denied !== undefined) return
    const rule = newRule(desk, search.who)
    desk.change((document) => withRule(document, rule))
    go({ ...(search.who !== undefined && { who: search.who }), open: rule.id })
  }
  useShortcuts('Policy', [
    { keys: 'n', label: 'Add a rule', run: add },
    { keys: 'escape', label: 'Close the rule', run: () => go({ ...search, open: '' }) },
  ])
  return (
    <>
      <PageHeader
        title="Policy"
        wide
        actions={
          <Button variant="primary" denied={desk?.denied} busy={desk === undefined} onClick={add}>
            <Plus /> Add rule
          </Button>
        }
      >
        <PolicyTabs tab={tab} onChange={(next) => go(next === 'rules' ? {} : { tab: next })} />
      </PageHeader>
      {reading === undefined && <RowsSkeleton rows={8} />}
      {reading !== undefined && reading.desk === undefined && <Unread what="The policy" error={reading.error} retry={reading.retry} />}
      {desk !== undefined && (
        <>
          <Shown desk={desk} tab={tab} search={search} go={go} onAdd={add} />
          <DraftBar desk={desk} />
        </>
      )}
    </>
  )
}

function PolicyTabs({ tab, onChange }: { tab: PolicyTab; onChange: (tab: PolicyTab) => void }) {
  const waiting = useQuery(draftsQuery).data?.filter((draft) => draft.state === 'waiting').length ?? 0
  const alerts = useQuery(alertsQuery).data?.filter((alert) => alert.acknowledgedAt === null).length ?? 0
  return (
    <Tabs
      label="Policy"
      value={tab}
      onChange={onChange}
      tabs={[
        { value: 'rules', label: 'Rules' },
        { value: 'fields', label: 'Fields' },
        { value: 'code', label: 'JSON' },
        { value: 'drafts', label: waiting === 0 ? 'Drafts' : `Drafts ${waiting}` },
        { value: 'versions', label: 'Versions' },
        { value: 'alerts', label: alerts === 0 ? 'Alerts' : `Alerts ${alerts}` },
      ]}
    />
  )
}

interface ShownProps {
  desk: PolicyDesk
  tab: PolicyTab
  search: PolicySearch
  go: (search: PolicySearch) => void
  onAdd: () => void
}

function Shown({ desk, tab, search, go, onAdd }: ShownProps) {
  const names = useNames(desk.document.roles)
  const { open, who } = search
  const narrowed = who === undefined ? {} : { who }
  const openRule = (id: string | undefined) => go(id === undefined ? narrowed : { ...narrowed, open: id })
  const rule = desk.document.rules.find((candidate) => candidate.id === open)
  if (desk.unreadable !== undefined && (tab === 'rules' || tab === 'fields'))
    return (
      <EmptyState
        icon={<FileJson />}
        title="This draft can only be shown as JSON"
        actions={<Button onClick={() => go({ tab: 'code' })}>Go to the JSON</Button>}
      >
        Something in it is not as the pages know it. The mistakes are marked there.
      </EmptyState>
    )
  if (tab === 'fields')
    return <FieldAccess desk={desk} object={open} onObject={(name) => go({ tab, open: name })} onRule={(id) => go({ open: id })} />
  if (tab === 'drafts') return <Drafts desk={desk} />
  if (tab === 'versions') return <Versions desk={desk} open={open} onOpen={(version) => go({ tab, ...(version && { open: version }) })} />
  if (tab === 'alerts') return <Alerts desk={desk} />
  if (tab === 'code')
    return (
      <CodeEditor
        key={desk.opened}
        label="Policy as JSON"
        value={desk.unreadable ?? desk.document}
        problems={problemsAt(desk.problems)}
        denied={desk.denied}
        check={(next) =>
          typeof next === 'object' && next !== null && !Array.isArray(next)
            ? undefined
            : 'A policy is an object with roles, rules and settings.'
        }
        onChange={desk.write}
      />
    )
  return (
    <ListAndDetail
      wide
      back="Rules"
      onBack={() => openRule(undefined)}
      list={
        <RuleList
          desk={desk}
          names={names}
          open={open}
          who={who}
          onWho={(next) => go(next === undefined ? {} : { who: next })}
          onOpen={openRule}
          onAdd={onAdd}
        />
      }
      detail={rule && <RuleEditor key={rule.id} rule={rule} desk={desk} names={names} onOpen={openRule} />}
    />
  )
}

/** The least that a rule can be: the kind of record that comes first, for whoever the list is about. */
function newRule({ model, document }: PolicyDesk, who: string | undefined): Rule {
  const resource =
    model.resources.find(({ name }) => name === 'deals') ?? model.resources.find(({ record }) => record != null) ?? model.resources[0]
  return {
    id: freeId(`${who?.startsWith('role:') === true ? who.slice(5) : 'rule'}-1`, new Set(document.rules.map((rule) => rule.id))),
    effect: 'allow',
    who: [who ?? `role:${document.roles[0]?.key ?? 'guest'}`],
    permissions: [`${resource?.name ?? 'deals'}.read`],
  }
}
