import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Combobox, Dialog, Field, Select, toast } from '../../kit/index.ts'
import { groupsApi } from '../access-api.ts'
import { accessKey } from '../access-queries.ts'
import { capital } from '../model/permissions.ts'
import { kindsBelow, likelyKind, moveTargets, pathOf, subtreeOf } from '../model/places.ts'
import { ConfirmDialog } from '../page/confirm-dialog.tsx'
import { NameDialog } from '../page/name-dialog.tsx'
import { useChange } from '../page/use-change.ts'
import type { Place } from '../types.ts'
import { PlaceIcon } from './place-icon.tsx'

/** `add`: below `place`, or at the top. */
export interface PlaceDialog {
  kind: 'add' | 'rename' | 'move' | 'delete'
  place: Place | undefined
}

interface PlaceDialogsProps {
  dialog: PlaceDialog
  places: readonly Place[]
  onClose: () => void
  onChoose: (id: string | undefined) => void
}

export function PlaceDialogs({ dialog: { kind, place }, places, onClose, onChoose }: PlaceDialogsProps) {
  if (kind === 'add') return <AddPlace parent={place} onClose={onClose} onAdded={onChoose} />
  if (place === undefined) return null
  if (kind === 'rename') return <RenamePlace place={place} onClose={onClose} />
  if (kind === 'move') return <MovePlace place={place} places={places} onClose={onClose} />
  return <DeletePlace place={place} places={places} onClose={onClose} onGone={() => onChoose(place.parentId ?? undefined)} />
}

function AddPlace({ parent, onClose, onAdded }: { parent: Place | undefined; onClose: () => void; onAdded: (id: string) => void }) {
  const client = useQueryClient()
  const [kind, setKind] = useState(likelyKind(parent))
  const save = async ({ name }: { name: string }) => {
    const place = await groupsApi.nodes.create({ name, kind, parentId: parent?.id ?? null })
    await client.invalidateQueries({ queryKey: accessKey })
    onAdded(place.id)
  }
  return (
    <NameDialog
      title={parent === undefined ? 'Add a place' : `Add a place in ${parent.name}`}
      verb="Add place"
      described={false}
      onSave={save}
      onClose={onClose}
    >
      <Field label="Kind">
        {(control) => (
          <Select
            id={control.id}
            value={kind}
            onChange={setKind}
            options={kindsBelow(parent).map((value) => ({ value, label: capital(value), icon: <PlaceIcon kind={value} /> }))}
          />
        )}
      </Field>
    </NameDialog>
  )
}

function RenamePlace({ place, onClose }: { place: Place; onClose: () => void }) {
  const client = useQueryClient()
  const save = async ({ name }: { name: string }) => {
    await groupsApi.nodes.change(place, { name })
    await client.invalidateQueries({ queryKey: accessKey })
    toast({ title: `${place.name} is called ${name} now` })
  }
  return (
    <NameDialog
      title={`Rename ${place.name}`}
      verb="Rename"
      described={false}
      value={{ name: place.name }}
      onSave={save}
      onClose={onClose}
    />
  )
}

const top = 'top'

function MovePlace({ place, places, onClose }: { place: Place; places: readonly Place[]; onClose: () => void }) {
  const change = useChange()
  const [parentId, setParentId] = useState(place.parentId ?? top)
  const [busy, setBusy] = useState(false)
  const move = async () => {
    setBusy(true)
    const target = parentId === top ? null : parentId
    const moved = await change({
      run: () => groupsApi.nodes.change(place, { parentId: target }),
      done: `${place.name} is ${target === null ? 'at the top' : `in ${pathOf(places, target)}`} now`,
      detail: 'Rules and roles of the new place count for it from now on.',
      failed: `${place.name} was not moved`,
      undo: () => groupsApi.nodes.change({ id: place.id, version: place.version + 1 }, { parentId: place.parentId }),
    })
    setBusy(false)
    if (moved) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={`Move ${place.name}`}
      description="Everything below moves with it. Who may see its records follows the new place."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => void move()}>
            Move
          </Button>
        </>
      }
    >
      <Field label="To">
        {(control) => (
          <Combobox
            id={control.id}
            value={parentId}
            onChange={setParentId}
            placeholder="Find a place"
            options={[
              { value: top, label: 'The top' },
              ...moveTargets(places, place).map(({ id, kind }) => ({
                value: id,
                label: pathOf(places, id),
                icon: <PlaceIcon kind={kind} />,
              })),
            ]}
          />
        )}
      </Field>
    </Dialog>
  )
}

interface DeletePlaceProps {
  place: Place
  places: readonly Place[]
  onClose: () => void
  onGone: () => void
}

function DeletePlace({ place, places, onClose, onGone }: DeletePlaceProps) {
  const change = useChange()
  const below = subtreeOf(places, place.id).size - 1
  const remove = async () => {
    const gone = await change({
      run: () => groupsApi.nodes.remove(place),
      done: `${place.name} was deleted`,
      failed: `${place.name} was not deleted`,
    })
    if (gone) onGone()
  }
  return (
    <ConfirmDialog title={`Delete ${place.name}`} verb="Delete place" onConfirm={remove} onClose={onClose}>
      {below > 0 ? `It has ${below} ${below === 1 ? 'place' : 'places'} below it; move or delete those first. ` : ''}
      Its people lose what rules give them through it. A place that records, roles or rules still name is kept, and you are told which.
    </ConfirmDialog>
  )
}
