import type { FieldValue, Values } from '../definition/object.ts'

/** The part of `changes` that differs from `before`: setting the same value is no change. */
export function changedValues(before: Readonly<Values>, changes: Readonly<Values>): Values {
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => !sameValue(before[name] ?? null, value)))
}

export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => one === b[i])
  return a === b
}
