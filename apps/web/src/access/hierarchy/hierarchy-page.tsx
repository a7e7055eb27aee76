import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Network, Plus } from 'lucide-react'
import { useState } from 'react'
import { NotForYou } from '../../frame/not-for-you.tsx'
import { PageHeader } from '../../frame/page-header.tsx'
import { countOf } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, EmptyState } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { useDenied } from '../../session/session.ts'
import { nodesQuery } from '../access-queries.ts'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import type { Place } from '../types.ts'
import { PlaceDetail } from './place-detail.tsx'
import { type PlaceDialog, PlaceDialogs } from './place-dialogs.tsx'
import { PlaceTree } from './place-tree.tsx'

/** Company › region › site › zone. What is set high counts below; what is set nearer wins. */
export function HierarchyPage() {
  const denied = useDenied()('read', 'hierarchy')
  return denied === undefined ? <Hierarchy /> : <NotForYou title="Hierarchy" reason={denied} />
}

function Hierarchy() {
  const places = useQuery(nodesQuery)
  const { open } = useSearch({ from: '/frame/hierarchy' })
  const navigate = useNavigate()
  const denied = useDenied()
  const [dialog, setDialog] = useState<PlaceDialog>()
  const choose = (id: string | undefined) => void navigate({ to: paths.hierarchy(), search: id === undefined ? {} : { open: id } })
  const chosen = places.data?.find((place) => place.id === open)
  const ask = (kind: PlaceDialog['kind'], place: Place | undefined, action: 'create' | 'update' | 'delete') => () => {
    if (denied(action, 'hierarchy') === undefined && (place !== undefined || kind === 'add')) setDialog({ kind, place })
  }
  useShortcuts('Hierarchy', [
    { keys: 'arrowdown', label: 'Next place' },
    { keys: 'arrowright', label: 'Unfold, or to the first place below' },
    { keys: 'n', label: 'Add a place below', run: ask('add', chosen, 'create') },
    { keys: 'e', label: 'Rename', run: ask('rename', chosen, 'update') },
    { keys: 'm', label: 'Move', run: ask('move', chosen, 'update') },
    { keys: '#', label: 'Delete', run: ask('delete', chosen, 'delete') },
    { keys: 'escape', label: 'Back to the tree', run: () => choose(undefined) },
  ])
  return (
    <>
      <PageHeader
        title="Hierarchy"
        count={places.data === undefined ? undefined : countOf(places.data.length, 'place', 'places')}
        actions={
          <Button variant="primary" denied={denied('create', 'hierarchy')} onClick={() => setDialog({ kind: 'add', place: chosen })}>
            <Plus /> <span className="max-sm:sr-only">{chosen === undefined ? 'Add place' : 'Add below'}</span>
          </Button>
        }
      />
      {places.isPending && <RowsSkeleton />}
      {places.isError && <Unread what="The hierarchy" error={places.error} retry={() => void places.refetch()} />}
      {places.data?.length === 0 && (
        <EmptyState
          icon={<Network />}
          title="No places yet"
          actions={
            <Button variant="primary" denied={denied('create', 'hierarchy')} onClick={() => setDialog({ kind: 'add', place: undefined })}>
              <Plus /> Add the company
            </Button>
          }
        >
          Company, regions, sites, zones. A rule or a role given at a place counts there and below; one that is nearer wins.
        </EmptyState>
      )}
      {places.data !== undefined && places.data.length > 0 && (
        <ListAndDetail
          back="Hierarchy"
          onBack={() => choose(undefined)}
          list={<PlaceTree places={places.data} chosen={chosen?.id} onChoose={choose} />}
          detail={chosen && <PlaceDetail key={chosen.id} place={chosen} places={places.data} onAsk={setDialog} />}
        />
      )}
      {dialog !== undefined && (
        <PlaceDialogs dialog={dialog} places={places.data ?? []} onClose={() => setDialog(undefined)} onChoose={choose} />
      )}
    </>
  )
}
