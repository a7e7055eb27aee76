import type { ObjectMeta } from '../api-types.ts'
import { useShortcuts, type Shortcut } from '../keyboard/index.ts'
import type { View } from './list-address.ts'
import { findField } from './model/metadata.ts'

export interface ListKeys {
  meta: ObjectMeta
  view: View
  focusFilter: () => void
  addFilter: () => void
  create: () => void
  toggleView: () => void
  /** Absent where there is none, or no panel is open. */
  next: (() => void) | undefined
  previous: (() => void) | undefined
  /** Closes the panel or clears the selection. */
  close: (() => void) | undefined
  act: (action: 'move' | 'assign' | 'delete') => void
  /** The row that has the keyboard; a record beside the list takes the key itself. */
  share: () => void
  focusRows: () => void
}

/** Keys of a list, for the registry and its sheet. Those within the grid are the grid's own; the sheet names them all the same. */
export function useListShortcuts(keys: ListKeys): void {
  const label = keys.meta.label.toLowerCase()
  const optional = (shortcut: string, words: string, run: (() => void) | undefined): Shortcut[] =>
    run === undefined ? [] : [{ keys: shortcut, label: words, run }]
  const has = (field: string) => findField(keys.meta, field) !== undefined
  useShortcuts(keys.meta.pluralLabel, [
    { keys: '/', label: 'Find in this list', run: keys.focusFilter },
    { keys: 'f', label: 'Add a filter', run: keys.addFilter },
    { keys: 'n', label: `New ${label}`, run: keys.create },
    ...(has('stageId') ? [{ keys: 'b', label: keys.view === 'board' ? 'Show as a table' : 'Show as a board', run: keys.toggleView }] : []),
    { keys: 'l', label: 'Go to the rows', run: keys.focusRows },
    ...optional('j', `Next ${label}`, keys.next),
    ...optional('k', `Previous ${label}`, keys.previous),
    ...optional('escape', 'Close the panel, clear the selection', keys.close),
  ])
  useShortcuts(`The ${label} you are on`, [
    ...(has('stageId') ? [{ keys: 'm', label: 'Move to a stage', run: () => keys.act('move') }] : []),
    ...(has('ownerId') ? [{ keys: 'a', label: 'Assign to somebody', run: () => keys.act('assign') }] : []),
    { keys: 's', label: 'Share', run: keys.share },
    { keys: '#', label: 'Delete', run: () => keys.act('delete') },
  ])
  useShortcuts('In the table', tableKeys, keys.view === 'table')
}

/** The grid takes these itself; the sheet names them. */
const tableKeys: Shortcut[] = [
  { keys: 'enter', label: 'Edit the cell' },
  { keys: 'space', label: 'Open beside the list' },
  { keys: 'o', label: 'Go to the record in the cell' },
  { keys: 'x', label: 'Select the row' },
  { keys: 'shift+arrowdown', label: 'Select further' },
  { keys: 'mod+end', label: 'Last row' },
  { keys: 'mod+c', label: 'Copy the cell' },
]
