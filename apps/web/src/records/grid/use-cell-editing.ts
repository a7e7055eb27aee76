import { useMemo, useRef } from 'react'
import { sayRefusal } from '../../access-kit/use-refusal.tsx'
import type { ObjectMeta } from '../../api-types.ts'
import { refusalOf, toast } from '../../kit/index.ts'
import { useSession } from '../../session/session.ts'
import { useRecordAccess } from '../access/use-record-access.ts'
import { useRecordActions } from '../change/use-record-actions.ts'
import type { Column } from '../model/columns.ts'
import type { Cell } from '../model/grid-keys.ts'
import { currencyOf, findField, isFieldValue, type Changes } from '../model/metadata.ts'
import { extendSelection, toggleSelected, type Selection } from '../model/selection.ts'
import { editableText } from '../model/values.ts'
import { useRecordsHome } from '../store/records-home.ts'
import type { Onward } from '../value/text-editor.tsx'
import type { RowHandlers } from './grid-row.tsx'
import type { GridFocus } from './use-grid-focus.ts'

interface CellEditingOptions {
  meta: ObjectMeta
  columns: readonly Column[]
  ids: readonly string[]
  focus: GridFocus
  selection: Selection
  onSelection: (selection: Selection) => void
  onOpen: (id: string) => void
  onRemove: (id: string) => void
}

export interface CellEditing {
  begin(cell: Cell, text: string | undefined): void
  clear(cell: Cell): void
  handlers: RowHandlers
}

/** Opening, saving and taking back what is typed in a cell. */
export function useCellEditing(options: CellEditingOptions): CellEditing {
  const { meta } = options
  const home = useRecordsHome()
  const actions = useRecordActions(meta)
  const access = useRecordAccess(meta)
  const { currency } = useSession().organization

  const begin = (cell: Cell, text: string | undefined) => {
    const { columns, ids, focus } = options
    const field = columns[cell.column]?.field
    const id = ids[cell.row]
    const record = id === undefined ? undefined : home.store.get(meta.name, id)
    if (field === undefined || record === undefined) return
    const refusal = refusalOf(access.field(record, field))
    if (refusal !== undefined) return sayRefusal(refusal)
    focus.edit({ ...cell, text })
  }

  const save = async (id: string, changes: Changes, cell: Cell) => {
    const outcome = await actions.change(id, changes)
    if (outcome.kind !== 'invalid') return
    const field = findField(meta, outcome.field)
    const value = changes[outcome.field]
    const record = home.store.get(meta.name, id)
    const typed = field === undefined || !isFieldValue(value) ? undefined : editableText(field, value, currencyOf(record, currency))
    options.focus.edit({ ...cell, text: typed, problem: outcome.message })
  }

  const clear = (cell: Cell) => {
    const field = options.columns[cell.column]?.field
    const id = options.ids[cell.row]
    const record = id === undefined ? undefined : home.store.get(meta.name, id)
    if (field === undefined || id === undefined || record === undefined) return
    const refusal = refusalOf(access.field(record, field))
    if (refusal !== undefined) return sayRefusal(refusal)
    if (field.required) return toast({ title: `${field.label} is required`, tone: 'information' })
    void save(id, { [field.name]: field.type === 'tags' ? [] : null }, cell)
  }

  // Rows keep one set of handlers for good; what they do reads the newest state.
  const latest = useRef({ options, begin, save })
  latest.current = { options, begin, save }
  const handlers = useMemo((): RowHandlers => rowHandlers(() => latest.current), [])
  return { begin, clear, handlers }
}

interface Latest {
  options: CellEditingOptions
  begin: CellEditing['begin']
  save: (id: string, changes: Changes, cell: Cell) => Promise<void>
}

function rowHandlers(latest: () => Latest): RowHandlers {
  return {
    focus: (row, column) => {
      const { focus } = latest().options
      if (focus.editing?.row !== row || focus.editing.column !== column) focus.focus({ row, column })
    },
    edit: (row, column) => latest().begin({ row, column }, undefined),
    done: (id, changes, onward: Onward) => {
      const { options, save } = latest()
      const cell = options.focus.active
      options.focus.endEditing(onward)
      void save(id, changes, cell)
    },
    cancel: () => latest().options.focus.endEditing('stay'),
    open: (id) => latest().options.onOpen(id),
    remove: (id) => latest().options.onRemove(id),
    select: (id, range) => {
      const { selection, onSelection, ids } = latest().options
      onSelection(range ? extendSelection(selection, id, ids) : toggleSelected(selection, id))
    },
  }
}
