import type { Permission } from '../engine/decision.ts'
import type { ResourceModel } from '../model/model.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import type { FieldSelection } from './policy.ts'
import { suggestion } from './suggestion.ts'

/** What can be done to a field. */
const fieldActions: readonly string[] = ['read', 'create', 'update']
const fieldLimit = 1000

/** `resources`: those of the permissions. At least one of them has each field; `crm.*` may name a field that only deals have. */
export function readFields(
  rule: Place,
  input: unknown,
  permissions: readonly Permission[],
  resources: readonly ResourceModel[],
): FieldSelection | undefined {
  const place = rule.at('fields')
  const fields = [...new Set(resources.flatMap(({ record }) => Object.keys(record?.fields ?? {})))]
  if (fields.length === 0)
    return place.problem(`Only records have fields, and ${resources.map(({ plural }) => plural).join(', ')} are none.`)
  if (!permissions.some(({ action }) => fieldActions.includes(action)))
    return rule.at('permissions').problem(`Fields can be read, created and updated; these permissions are ${actionsOf(permissions)} only.`)
  if (Array.isArray(input)) return readNames(place, input, fields, 1)
  if (typeof input !== 'object') return place.problem('Here stands a list of names of fields, or an object with `except`.')
  const members = place.object(input, ['except'])
  if (members === undefined) return undefined
  const except = readNames(place.at('except'), members['except'], fields, 0)
  return except && { except }
}

function readNames(place: Place, input: unknown, fields: readonly string[], atLeast: 0 | 1): string[] | undefined {
  return place.list(input, { what: 'fields', atLeast, atMost: fieldLimit }, (at, name) => {
    if (typeof name === 'string' && fields.includes(name)) return name
    return at.problem(`There is no field ${quoted(name)}.${suggestion(name, fields)}`)
  })
}

/** The records that a rule about these fields is about. */
export function resourcesWith(fields: FieldSelection, resources: readonly ResourceModel[]): ResourceModel[] {
  return resources.filter(({ record }) => {
    const names = Object.keys(record?.fields ?? {})
    return 'except' in fields ? names.some((name) => !fields.except.includes(name)) : names.some((name) => fields.includes(name))
  })
}

function actionsOf(permissions: readonly Permission[]): string {
  return [...new Set(permissions.map(({ action }) => action))].join(', ')
}
