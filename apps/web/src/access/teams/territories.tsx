import { useQuery } from '@tanstack/react-query'
import { MapPinned, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button, EmptyState, MenuItem, MenuLine } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { territoriesQuery } from '../access-queries.ts'
import { ConfirmDialog } from '../page/confirm-dialog.tsx'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { useChange } from '../page/use-change.ts'
import type { Territory } from '../types.ts'
import { GroupHeading } from './group-heading.tsx'
import { GroupPeople } from './group-people.tsx'
import { GroupRow } from './group-row.tsx'
import type { GroupListProps } from './teams.tsx'
import { TerritoryDialog } from './territory-dialog.tsx'

export function Territories({ open, onOpen, onAdd }: GroupListProps) {
  const territories = useQuery(territoriesQuery)
  const denied = useDenied()('create', 'teams')
  if (territories.isPending) return <RowsSkeleton />
  if (territories.isError) return <Unread what="The territories" error={territories.error} retry={() => void territories.refetch()} />
  if (territories.data.length === 0)
    return (
      <EmptyState
        icon={<MapPinned />}
        title="No territories yet"
        actions={
          <Button variant="primary" denied={denied} onClick={onAdd}>
            <Plus /> New territory
          </Button>
        }
      >
        A territory is a part of the market: a country, a postal area, an industry. Records stand in one, people work in some, and rules
        bring the two together.
      </EmptyState>
    )
  const chosen = territories.data.find((territory) => territory.id === open)
  return (
    <ListAndDetail
      back="Territories"
      onBack={() => onOpen(undefined)}
      list={
        <ul aria-label="Territories">
          {territories.data
            .toSorted((a, b) => a.name.localeCompare(b.name))
            .map((territory) => (
              <GroupRow
                key={territory.id}
                {...territory}
                chosen={territory.id === open}
                onChoose={() => onOpen(territory.id === open ? undefined : territory.id)}
              />
            ))}
        </ul>
      }
      detail={chosen && <TerritoryDetail key={chosen.id} territory={chosen} onGone={() => onOpen(undefined)} />}
    />
  )
}

function TerritoryDetail({ territory, onGone }: { territory: Territory; onGone: () => void }) {
  const denied = useDenied()
  const change = useChange()
  const [dialog, setDialog] = useState<'edit' | 'delete'>()
  const remove = async () => {
    const gone = await change({
      run: () => groupsApi.territories.remove(territory),
      done: `${territory.name} was deleted`,
      failed: `${territory.name} was not deleted`,
    })
    if (gone) onGone()
  }
  return (
    <>
      <GroupHeading name={territory.name} note={territory.description ?? 'Without a description'}>
        <MenuItem denied={denied('update', 'teams')} onSelect={() => setDialog('edit')}>
          Edit
        </MenuItem>
        <MenuLine />
        <MenuItem danger denied={denied('delete', 'teams')} onSelect={() => setDialog('delete')}>
          Delete
        </MenuItem>
      </GroupHeading>
      <GroupPeople
        group={territory}
        people={territory.memberIds.map((memberId) => ({ memberId }))}
        denied={denied('update', 'teams')}
        empty="Nobody works in this territory yet."
        put={groupsApi.territories.put}
        take={groupsApi.territories.take}
      />
      {dialog === 'edit' && <TerritoryDialog territory={territory} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <ConfirmDialog title={`Delete ${territory.name}`} verb="Delete territory" onConfirm={remove} onClose={() => setDialog(undefined)}>
          Its people lose what rules give them through it. A territory that records or rules still name is kept, and you are told which.
        </ConfirmDialog>
      )}
    </>
  )
}
