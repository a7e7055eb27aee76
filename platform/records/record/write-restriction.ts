import { isGoverned, type Sight } from '../access/sight.ts'
import type { WriteRestriction } from './guard-queries.ts'

/** What is done to a record that is there. */
export type ExistingAction = 'update' | 'delete' | 'restore'

/** What has to be asked of records before this is done to them; nothing where nobody is bound. */
export function restrictionOf(sight: Sight, action: ExistingAction): WriteRestriction {
  const { rows, masks, access, whole, object } = sight
  const plan = isGoverned(sight) ? access.plan(action, whole.plural) : undefined
  return {
    ...(rows !== undefined && { read: rows }),
    ...(plan !== undefined && plan.extent !== 'all' && { action: plan }),
    fields: action === 'update' ? fieldsWritableInSome(sight, 'update', Object.keys(object.fields)) : [],
    masks: [...masks].map(([name, mask]) => ({ name, plan: mask })),
  }
}

/** The same of records that are still to be made. `given`: fields that any of them names. */
export function newRestrictionOf(sight: Sight, given: ReadonlySet<string>): WriteRestriction {
  const plan = isGoverned(sight) ? sight.access.plan('create', sight.whole.plural) : undefined
  return {
    ...(plan !== undefined && plan.extent !== 'all' && { action: plan }),
    fields: fieldsWritableInSome(sight, 'create', [...given]),
    masks: [],
  }
}

function fieldsWritableInSome(sight: Sight, action: 'create' | 'update', names: readonly string[]): WriteRestriction['fields'] {
  if (!isGoverned(sight)) return []
  return names.flatMap((name) => {
    const plan = sight.access.fieldPlan(sight.whole.plural, name, action)
    return plan.extent === 'some' ? [{ name, plan }] : []
  })
}
