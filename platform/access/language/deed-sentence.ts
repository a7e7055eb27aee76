import type { Action } from '@freehold/kernel'
import { allActions } from '../model/model.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import { lower } from './comparison-sentence.ts'
import { resourcesWith } from './field-reading.ts'
import { enumeration } from './names.ts'
import { resolvePermission } from './permission.ts'
import type { FieldSelection, Rule } from './policy.ts'

/** What people call what they do: `may see deals`. */
export const verbs: Readonly<Record<Action, string>> = {
  read: 'see',
  create: 'add',
  update: 'change',
  delete: 'delete',
  restore: 'restore',
  share: 'share',
  import: 'import',
  export: 'export',
  manage: 'manage',
}

/** `see and change deals and companies, and export contacts`; of what is refused, with `or`. */
export function describeDeeds(model: AccessModel, rule: Rule): string {
  const joint = jointOf(rule)
  const areas = rule.permissions.flatMap((text) => areaOf(model, text) ?? [])
  const objectsByVerbs = Map.groupBy(
    resourcesOf(model, rule).filter(({ area }) => !areas.includes(area)),
    (resource) => describeActions(model, resource, actionsOn(model, rule, resource), joint),
  )
  const deeds = [
    ...areas.map((area) => `do ${joint === 'and' ? 'everything' : 'anything'} in ${area}`),
    ...[...objectsByVerbs].map(([verb, resources]) => `${verb} ${pluralsOf(resources, joint)}`),
  ]
  const last = deeds.at(-1) ?? ''
  return deeds.length < 2 ? last : `${deeds.slice(0, -1).join(', ')}, ${joint} ${last}`
}

/** `see the margin of deals`, `change anything of deals but the name`. */
export function describeFieldDeeds(model: AccessModel, rule: Rule, fields: FieldSelection): string {
  const resources = resourcesWith(fields, resourcesOf(model, rule))
  const actions = new Set(resources.flatMap((resource) => actionsOn(model, rule, resource)))
  const writes = actions.has('update') ? [verbs.update] : actions.has('create') ? ['set'] : []
  const verb = enumeration([...(actions.has('read') ? [verbs.read] : []), ...writes], jointOf(rule))
  const owners = pluralsOf(resources, 'and')
  if (!('except' in fields)) return `${verb} the ${labelsOf(resources, fields, jointOf(rule))} of ${owners}`
  const but = fields.except.length === 0 ? '' : ` but the ${labelsOf(resources, fields.except, 'and')}`
  return `${verb} ${rule.effect === 'allow' ? 'everything' : 'anything'} of ${owners}${but}`
}

/** Those that its permissions stand for; of a rule about fields, those that have one of them. */
export function resourcesOf(model: AccessModel, rule: Rule): ResourceModel[] {
  const names = new Set(rule.permissions.flatMap((text) => resolvePermission(model, text)).map(({ resource }) => resource))
  const resources = [...names].flatMap((name) => model.find(name) ?? [])
  return rule.fields === undefined ? resources : resourcesWith(rule.fields, resources)
}

function actionsOn(model: AccessModel, { permissions }: Rule, { name }: ResourceModel): Action[] {
  const named = permissions.flatMap((text) => resolvePermission(model, text)).filter(({ resource }) => resource === name)
  return allActions.filter((action) => named.some((permission) => permission.action === action))
}

function describeActions(model: AccessModel, { name }: ResourceModel, actions: readonly Action[], joint: 'and' | 'or'): string {
  const isAll = actions.length > 1 && allActions.every((action) => actions.includes(action) || !model.knows(action, name))
  if (isAll) return `do ${joint === 'and' ? 'everything' : 'anything'} with`
  return enumeration(
    actions.map((action) => verbs[action]),
    joint,
    allActions.length,
  )
}

/** The area that a wildcard stands for: `crm.*`, where nothing is called `crm`. */
function areaOf(model: AccessModel, text: string): string | undefined {
  const [first, second, ...rest] = text.split('.')
  if (second !== '*' || rest.length > 0 || first === undefined || model.find(first) !== undefined) return undefined
  return model.resources.some(({ area }) => area === first) ? first : undefined
}

function labelsOf(resources: readonly ResourceModel[], fields: readonly string[], joint: 'and' | 'or'): string {
  const labels = fields.map((field) =>
    lower(resources.map(({ record }) => record?.fields[field]).find((label) => label !== undefined) ?? field),
  )
  return enumeration(labels, joint)
}

/** All of them: what a rule is about is never left out. */
function pluralsOf(resources: readonly ResourceModel[], joint: 'and' | 'or'): string {
  const plurals = resources.map(({ plural }) => plural)
  return enumeration(plurals, joint, plurals.length)
}

function jointOf({ effect }: Rule): 'and' | 'or' {
  return effect === 'allow' ? 'and' : 'or'
}
