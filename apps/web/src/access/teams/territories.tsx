import { useQuery } from '@tanstack/react-query'
import { MapPinned } from 'lucide-react'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { territoriesQuery } from '../access-queries.ts'
import type { Territory } from '../types.ts'
import { GroupDetail } from './group-detail.tsx'
import { GroupList, type OpenGroup } from './group-list.tsx'
import { GroupPeople } from './group-people.tsx'
import { TerritoryDialog } from './territory-dialog.tsx'

export function Territories(at: OpenGroup) {
  const territories = useQuery(territoriesQuery)
  return (
    <GroupList
      {...at}
      noun="territory"
      title="Territories"
      icon={<MapPinned />}
      about="A territory is a part of the market: a country, a postal area, an industry. Records stand in one, people work in some, and rules bring the two together."
      groups={territories}
      lines={(all) => all.toSorted((a, b) => a.name.localeCompare(b.name))}
      detail={(territory) => <TerritoryDetail key={territory.id} territory={territory} onGone={() => at.onOpen(undefined)} />}
    />
  )
}

function TerritoryDetail({ territory, onGone }: { territory: Territory; onGone: () => void }) {
  const denied = useDenied()('update', 'teams')
  return (
    <GroupDetail
      noun="territory"
      name={territory.name}
      note={territory.description ?? 'Without a description'}
      loss="Its people lose what rules give them through it. A territory that records or rules still name is kept, and you are told which."
      editor={(onClose) => <TerritoryDialog territory={territory} onClose={onClose} />}
      remove={() => groupsApi.territories.remove(territory)}
      onGone={onGone}
    >
      <GroupPeople
        group={territory}
        people={territory.memberIds.map((memberId) => ({ memberId }))}
        denied={denied}
        empty="Nobody works in this territory yet."
        put={groupsApi.territories.put}
        take={groupsApi.territories.take}
      />
    </GroupDetail>
  )
}
