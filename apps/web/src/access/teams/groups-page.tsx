import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MapPinned, Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { NotForYou } from '../../frame/not-for-you.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { formatNumber } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, Tabs } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { useDenied } from '../../session/session.ts'
import { teamsQuery, territoriesQuery } from '../access-queries.ts'
import { TeamDialog } from './team-dialog.tsx'
import { Teams } from './teams.tsx'
import { Territories } from './territories.tsx'
import { TerritoryDialog } from './territory-dialog.tsx'

/** Teams and territories: two ways in which people are grouped, on one page. */
export function GroupsPage() {
  const denied = useDenied()('read', 'teams')
  return denied === undefined ? <Groups /> : <NotForYou title="Teams" reason={denied} />
}

function Groups() {
  const { tab = 'teams', open } = useSearch({ from: '/frame/teams' })
  const navigate = useNavigate()
  const denied = useDenied()('create', 'teams')
  const [adding, setAdding] = useState(false)
  const teams = useQuery(teamsQuery).data
  const territories = useQuery(territoriesQuery).data
  const go = (search: { tab?: 'teams' | 'territories'; open?: string }) => void navigate({ to: paths.teams(), search })
  const choose = (id: string | undefined) => go({ tab, ...(id !== undefined && { open: id }) })
  const territory = tab === 'territories'
  const add = () => setAdding(true)
  useShortcuts(territory ? 'Territories' : 'Teams', [
    { keys: 'n', label: territory ? 'New territory' : 'New team', run: add },
    { keys: 'escape', label: 'Back to the list', run: () => choose(undefined) },
  ])
  return (
    <>
      <PageHeader
        title={territory ? 'Territories' : 'Teams'}
        actions={
          <Button variant="primary" denied={denied} onClick={add}>
            <Plus /> New {territory ? 'territory' : 'team'}
          </Button>
        }
      >
        <Tabs
          label="Groups"
          value={tab}
          onChange={(next) => go({ tab: next })}
          tabs={[
            { value: 'teams', label: counted('Teams', teams), icon: <UsersRound className="max-sm:hidden" /> },
            { value: 'territories', label: counted('Territories', territories), icon: <MapPinned className="max-sm:hidden" /> },
          ]}
        />
      </PageHeader>
      {territory ? <Territories open={open} onOpen={choose} onAdd={add} /> : <Teams open={open} onOpen={choose} onAdd={add} />}
      {adding && territory && <TerritoryDialog onClose={() => setAdding(false)} onSaved={choose} />}
      {adding && !territory && <TeamDialog onClose={() => setAdding(false)} onSaved={choose} />}
    </>
  )
}

function counted(label: string, items: readonly unknown[] | undefined): string {
  return items === undefined || items.length === 0 ? label : `${label} ${formatNumber(items.length)}`
}
