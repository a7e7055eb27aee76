/** Rows chosen in the gutter, by id: they stay chosen when the order changes or more rows are loaded. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range with shift begins. */
  readonly anchor: string | undefined
}

export const noSelection: Selection = { ids: new Set(), anchor: undefined }

export function toggleSelected(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** Adds everything between the anchor and `id`, in the order of `rows`; without an anchor it is a plain toggle. */
export function extendSelection(selection: Selection, id: string, rows: readonly string[]): Selection {
  const from = selection.anchor === undefined ? -1 : rows.indexOf(selection.anchor)
  const to = rows.indexOf(id)
  if (from === -1 || to === -1) return toggleSelected(selection, id)
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor }
}

/** All of these rows, or none when all were chosen already. */
export function toggleAll(selection: Selection, rows: readonly string[]): Selection {
  const all = rows.length > 0 && rows.every((id) => selection.ids.has(id))
  return all ? noSelection : { ids: new Set(rows), anchor: undefined }
}

/** Rows that are gone from the list cannot stay chosen. */
export function withoutSelected(selection: Selection, gone: readonly string[]): Selection {
  const ids = new Set(selection.ids)
  for (const id of gone) ids.delete(id)
  return { ids, anchor: selection.anchor !== undefined && gone.includes(selection.anchor) ? undefined : selection.anchor }
}
