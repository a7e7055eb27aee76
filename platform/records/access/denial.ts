import type { Action } from '@freehold/kernel'
import type { Plan } from '@freehold/access'
import type { Binder } from '../list/binder.ts'
import { hasFieldRules, isGoverned, type Sight } from './sight.ts'

/**
 * What a reader may not do with records that he may see: `update`, `delete`, `restore`, `share`, a field hidden here (`margin.read`), a
 * field not to be changed here (`amount.write`).
 */
export interface Denials {
  /** With every record. */
  readonly all: readonly string[]
  /** With some: where `plan` does not hold. */
  readonly some: readonly { readonly name: string; readonly plan: Plan }[]
}

const actions = ['update', 'delete', 'restore', 'share'] as const satisfies readonly Action[]

const nothing: Denials = { all: [], some: [] }

export function denialsOf(sight: Sight): Denials {
  if (!isGoverned(sight)) return nothing
  const { access, object, whole, masks } = sight
  const resource = whole.plural
  const all: string[] = []
  const some: { name: string; plan: Plan }[] = []
  const note = (name: string, plan: Plan): void => {
    if (plan.extent === 'none') all.push(name)
    else if (plan.extent === 'some') some.push({ name, plan })
  }
  for (const action of actions) if (access.model.knows(action, resource)) note(action, access.plan(action, resource))
  for (const [name, plan] of masks) note(`${name}.read`, plan)
  // Who may change no record at all need not be told for each field.
  if (!all.includes('update') && hasFieldRules(access))
    for (const [name, field] of Object.entries(object.fields))
      if (!field.readOnly) note(`${name}.write`, access.fieldPlan(resource, name, 'update'))
  return { all, some }
}

/** Those of `some` that hold for the row, as a list of text. */
export function denialsSql({ some }: Denials, alias: string, binder: Binder): string {
  const entries = some.map(({ name, plan }) => `case when ${plan.condition(alias, binder.access)} then null else '${name}' end`)
  return `array_remove(array[${entries.join(', ')}]::text[], null)`
}

/** Of one record; undefined where nothing is denied. `own`: what its row says. */
export function deniedOf({ all }: Denials, own: readonly string[] | null | undefined): string[] | undefined {
  const denied = own === null || own === undefined ? all : [...all, ...own]
  return denied.length === 0 ? undefined : [...denied]
}
