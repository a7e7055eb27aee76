import { MenuItem, MenuLine } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { capital } from '../model/permissions.ts'
import { pathOf } from '../model/places.ts'
import { GroupHeading } from '../teams/group-heading.tsx'
import { GroupPeople } from '../teams/group-people.tsx'
import type { Place } from '../types.ts'
import type { PlaceDialog } from './place-dialogs.tsx'

interface PlaceDetailProps {
  place: Place
  places: readonly Place[]
  onAsk: (dialog: PlaceDialog) => void
}

export function PlaceDetail({ place, places, onAsk }: PlaceDetailProps) {
  const denied = useDenied()
  const parent = place.parentId === null ? undefined : pathOf(places, place.parentId)
  return (
    <>
      <GroupHeading name={place.name} note={parent === undefined ? capital(place.kind) : `${capital(place.kind)} in ${parent}`}>
        <MenuItem shortcut="n" denied={denied('create', 'hierarchy')} onSelect={() => onAsk({ kind: 'add', place })}>
          Add below
        </MenuItem>
        <MenuItem shortcut="e" denied={denied('update', 'hierarchy')} onSelect={() => onAsk({ kind: 'rename', place })}>
          Rename
        </MenuItem>
        <MenuItem shortcut="m" denied={denied('update', 'hierarchy')} onSelect={() => onAsk({ kind: 'move', place })}>
          Move
        </MenuItem>
        <MenuLine />
        <MenuItem danger shortcut="#" denied={denied('delete', 'hierarchy')} onSelect={() => onAsk({ kind: 'delete', place })}>
          Delete
        </MenuItem>
      </GroupHeading>
      <GroupPeople
        group={place}
        title="Works here"
        people={place.memberIds.map((memberId) => ({ memberId }))}
        denied={denied('update', 'hierarchy')}
        empty="Nobody is assigned here. Whoever is counts for this place and everything below it."
        put={groupsApi.nodes.put}
        take={groupsApi.nodes.take}
      />
    </>
  )
}
