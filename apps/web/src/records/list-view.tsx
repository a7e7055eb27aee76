import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { sayRefusal, useRefusal } from '../access-kit/use-refusal.tsx'
import { useSession } from '../session/session.ts'
import { refusalOf } from '../kit/index.ts'
import { openSharing } from './access/sharing-state.ts'
import { useRecordAccess } from './access/use-record-access.ts'
import { fieldOfAction, useBulkAccess, type BulkAction } from './access/use-bulk-access.ts'
import { Board } from './board/board.tsx'
import { ChangeDialog, type PendingChange } from './change/change-dialog.tsx'
import { Sharing } from './access/sharing.tsx'
import { ConflictDialog } from './change/conflict-dialog.tsx'
import { useRecordActions } from './change/use-record-actions.ts'
import { FilterBar } from './filter/filter-bar.tsx'
import { draftFrom } from './form/draft.ts'
import { CreateDialog } from './form/create-dialog.tsx'
import { Grid, type GridHandle } from './grid/grid.tsx'
import { RecordCards } from './grid/record-cards.tsx'
import { SelectionBar } from './grid/selection-bar.tsx'
import { useColumns } from './grid/use-columns.ts'
import { useListAddress } from './list-address.ts'
import { ListFailure, NothingHere } from './list-empty.tsx'
import { ListHeader, type FilterOpening } from './list-header.tsx'
import { useListShortcuts } from './list-shortcuts.ts'
import { setFilter, setSort, toggleSort, parseSort, type ListState } from './model/list-state.ts'
import { noSelection, withoutSelected, type Selection } from './model/selection.ts'
import { RecordPanel } from './panel/record-panel.tsx'
import { usePhone } from './phone.ts'
import { totalsQuery } from './store/queries.ts'
import { useRecordsHome } from './store/records-home.ts'
import { useList } from './store/use-list.ts'

export function ListView() {
  const address = useListAddress()
  const { meta, state, query, view, openId } = address
  const narrow = (next: ListState) => {
    // What was chosen may not be in the list any more.
    setSelection(noSelection)
    address.setState(next)
  }
  const { list, state: rows } = useList(meta, query, view === 'table')
  const [exact, setExact] = useState(false)
  const { data: totals } = useQuery(totalsQuery(meta, query, exact))
  const controls = useColumns(meta)
  const actions = useRecordActions(meta)
  const refuse = useRefusal()
  const bulk = useBulkAccess(meta)
  const access = useRecordAccess(meta)
  const { store } = useRecordsHome()
  const { member } = useSession()
  const phone = usePhone()
  const grid = useRef<GridHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const [selection, setSelection] = useState<Selection>(noSelection)
  const [boardOrder, setBoardOrder] = useState<readonly string[]>([])
  const [change, setChange] = useState<PendingChange>()
  const [filtering, setFiltering] = useState<FilterOpening>({ open: false })

  const focusRows = () => grid.current?.focus()
  const remove = (ids: readonly string[], left: number) => {
    setSelection(withoutSelected(selection, ids))
    if (openId !== undefined && ids.includes(openId)) address.open(neighbourOf(view === 'board' ? boardOrder : rows.ids, openId))
    void actions.remove(ids, left)
  }
  const actOn = (action: BulkAction, ids: readonly string[]) => {
    const { allowed, refusal } = bulk.divide(action, ids)
    if (refusal !== undefined) return sayRefusal(refusal)
    const left = ids.length - allowed.length
    if (action === 'delete') remove(allowed, left)
    else setChange({ field: fieldOfAction[action], ids: allowed, left })
  }
  const act = (action: BulkAction, id: string) => actOn(action, selection.ids.has(id) ? [...selection.ids] : [id])
  const share = (id: string) => {
    const record = store.get(meta.name, id)
    const refusal = record === undefined ? undefined : refusalOf(access.to('share', record))
    if (refusal !== undefined) sayRefusal(refusal)
    else if (record !== undefined) openSharing(meta, record)
  }
  const chosen = [...selection.ids]
  const create = () => {
    const refusal = refuse('create', meta.plural)
    if (refusal === undefined) address.create(true)
    else sayRefusal(refusal)
  }
  const order = view === 'board' ? boardOrder : rows.ids
  const at = openId === undefined ? -1 : order.indexOf(openId)
  const neighbour = (by: number) => (at === -1 ? undefined : order[at + by])
  const step = (by: number) => {
    const id = neighbour(by)
    return id === undefined ? undefined : () => address.open(id)
  }
  const closePanel = () => {
    address.open(undefined)
    focusRows()
  }
  useListShortcuts({
    meta,
    view,
    focusFilter: () => search.current?.focus(),
    addFilter: () => setFiltering({ open: true }),
    create,
    toggleView: () => address.setView(view === 'board' ? 'table' : 'board'),
    next: step(1),
    previous: step(-1),
    close: openId !== undefined ? closePanel : selection.ids.size > 0 ? () => setSelection(noSelection) : undefined,
    act: (action) => {
      const id = openId ?? grid.current?.activeId()
      if (id !== undefined) act(action, id)
    },
    share: () => {
      const id = grid.current?.activeId() ?? focusedCard()
      if (id !== undefined) share(id)
    },
    focusRows,
  })

  const body = () => {
    if (rows.error !== undefined && rows.ids.length === 0) return <ListFailure error={rows.error} onRetry={() => list.retry()} />
    if (view === 'table' ? rows.complete && rows.ids.length === 0 : totals?.count === 0)
      return (
        <NothingHere
          meta={meta}
          state={state}
          onClear={() => narrow({ ...state, filters: [], q: '' })}
          onCreate={() => address.create(true)}
        />
      )
    if (view === 'board')
      return (
        <Board
          {...{ meta, state, query, openId }}
          movable={refuse('update', meta.plural) === undefined}
          onOpen={address.open}
          onAction={act}
          onOrder={setBoardOrder}
        />
      )
    if (phone)
      return <RecordCards meta={meta} list={list} state={rows} totals={totals} fields={controls.columns.map((column) => column.field)} />
    return (
      <Grid
        ref={grid}
        {...{ meta, list, totals, controls, selection, openId }}
        state={rows}
        sorting={{
          sort: state.sort.length > 0 ? state.sort : parseSort(meta.defaultSort, meta),
          toggle: (field, add) => address.setState(toggleSort(state, field, add)),
          set: (field, descending) => address.setState(setSort(state, field, descending)),
        }}
        onSelection={setSelection}
        editable={refuse('update', meta.plural) === undefined}
        onOpen={address.open}
        onAction={act}
        onFilter={(field) => setFiltering({ open: true, field })}
        onExact={() => setExact(true)}
      />
    )
  }
  return (
    <>
      <ListHeader
        address={{ ...address, setState: narrow }}
        {...{ controls, totals, search, filtering }}
        phone={phone}
        onFiltering={setFiltering}
        onFilter={(filter) => narrow(setFilter(state, filter))}
        onLeave={focusRows}
      />
      <FilterBar meta={meta} state={state} onState={narrow} onClosed={focusRows} />
      <div className="relative flex min-h-0 flex-1">
        <div className="relative flex min-w-0 flex-1 flex-col">
          {body()}
          <SelectionBar
            meta={meta}
            count={selection.ids.size}
            denied={(action) => bulk.refusal(action, chosen)}
            onAction={(action) => actOn(action, chosen)}
            onClear={() => setSelection(noSelection)}
          />
        </div>
        {openId !== undefined && (
          <RecordPanel
            meta={meta}
            id={openId}
            moves={{ next: step(1), previous: step(-1), expand: () => address.expand(openId), shrink: undefined, close: closePanel }}
            onAction={(action) => actOn(action, [openId])}
          />
        )}
      </div>
      {address.creating && (
        <CreateDialog
          meta={meta}
          initial={draftFrom(state, meta, member.id)}
          onClose={() => address.create(false)}
          onCreated={(record) => address.open(record.id)}
        />
      )}
      <ChangeDialog meta={meta} change={change} onClose={() => setChange(undefined)} />
      <ConflictDialog />
      <Sharing />
    </>
  )
}

/** The card of the board that has the keyboard. */
function focusedCard(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.dataset['card'] : undefined
}

/** What the panel shows when its record is deleted: the one after, else the one before, else nothing. */
function neighbourOf(ids: readonly string[], id: string): string | undefined {
  const at = ids.indexOf(id)
  return at === -1 ? undefined : (ids[at + 1] ?? ids[at - 1])
}
