import { isNumeric } from './metadata.ts'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'

/** Which columns a list shows, in which order and how wide; kept per object in the browser. Widths in CSS pixels. */
export interface ColumnLayout {
  /** Shown fields, left to right; the first is always the field that names the record. */
  readonly shown: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

export interface Column {
  readonly field: FieldMeta
  readonly width: number
  /** Distance from the left edge of the row's cells. */
  readonly left: number
}

const minWidth = 64
const maxWidth = 800

export function defaultLayout(meta: ObjectMeta): ColumnLayout {
  return normalize({ shown: meta.defaultColumns, widths: {} }, meta)
}

/** Drops fields that are gone, puts the name first, holds widths within bounds. Accepts anything that was stored. */
function normalize(layout: ColumnLayout, meta: ObjectMeta): ColumnLayout {
  const known = new Set(meta.fields.map((field) => field.name))
  const shown = [...new Set(layout.shown)].filter((name) => known.has(name) && name !== meta.nameField)
  const widths = Object.entries(layout.widths).filter(([name]) => known.has(name))
  return { shown: [meta.nameField, ...shown], widths: Object.fromEntries(widths.map(([name, width]) => [name, bounded(width)])) }
}

export function parseLayout(stored: string | null, meta: ObjectMeta): ColumnLayout {
  const layout = stored === null ? undefined : readStored(stored)
  return layout === undefined ? defaultLayout(meta) : normalize(layout, meta)
}

/** Undefined for text that is not a layout: somebody else wrote there, or an earlier form of it did. */
function readStored(stored: string): ColumnLayout | undefined {
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null || !('shown' in value) || !Array.isArray(value.shown)) return undefined
    const widths = 'widths' in value && typeof value.widths === 'object' && value.widths !== null ? value.widths : {}
    return {
      shown: value.shown.filter((name) => typeof name === 'string'),
      widths: Object.fromEntries(Object.entries(widths).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
    }
  } catch {
    return undefined
  }
}

export function columns(layout: ColumnLayout, meta: ObjectMeta): Column[] {
  let left = 0
  return layout.shown.flatMap((name) => {
    const field = meta.fields.find((candidate) => candidate.name === name)
    if (field === undefined) return []
    const column = { field, width: layout.widths[name] ?? naturalWidth(field, meta), left }
    left += column.width
    return [column]
  })
}

/** Fits what such a value usually holds at 13 px: 7 px a figure, a reference as a name, a tag list as two tags. */
function naturalWidth(field: FieldMeta, meta: ObjectMeta): number {
  if (field.name === meta.nameField) return 248
  if (isNumeric(field.type)) return field.type === 'money' ? 132 : 104
  switch (field.type) {
    case 'date':
      return 108
    case 'dateTime':
      return 124
    case 'choice':
      return 124
    case 'reference':
      return field.reference === 'stage' ? 124 : 164
    case 'email':
    case 'longText':
      return 200
    default:
      return 152
  }
}

export function resize(layout: ColumnLayout, name: string, width: number): ColumnLayout {
  return { ...layout, widths: { ...layout.widths, [name]: bounded(width) } }
}

function bounded(width: number): number {
  return Math.round(Math.min(maxWidth, Math.max(minWidth, width)))
}

/** Puts column `name` before `before`, or last when that is undefined. The first column stays where it is. */
export function move(layout: ColumnLayout, name: string, before: string | undefined): ColumnLayout {
  const [first, ...rest] = layout.shown
  if (first === undefined || name === first || name === before) return layout
  const others = rest.filter((other) => other !== name)
  const at = before === undefined || before === first ? (before === first ? 0 : others.length) : others.indexOf(before)
  return { ...layout, shown: [first, ...others.slice(0, at), name, ...others.slice(at)] }
}

/** One step left (-1) or right (+1), for the keyboard. */
export function step(layout: ColumnLayout, name: string, by: -1 | 1): ColumnLayout {
  const at = layout.shown.indexOf(name)
  const to = at + by
  if (at < 1 || to < 1 || to >= layout.shown.length) return layout
  const shown = [...layout.shown]
  shown.splice(at, 1)
  shown.splice(to, 0, name)
  return { ...layout, shown }
}

export function show(layout: ColumnLayout, name: string): ColumnLayout {
  return layout.shown.includes(name) ? layout : { ...layout, shown: [...layout.shown, name] }
}

export function hide(layout: ColumnLayout, name: string): ColumnLayout {
  return layout.shown[0] === name ? layout : { ...layout, shown: layout.shown.filter((other) => other !== name) }
}
