import type { Permission } from '../engine/decision.ts'
import { allActions } from '../model/model.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import { ownerPermission, resolvePermission } from './permission.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import { suggestion } from './suggestion.ts'

/** The text and what it stands for, which is at least one permission. */
export interface ReadPermission {
  readonly text: string
  readonly stands: readonly Permission[]
}

export function readPermission(place: Place, input: unknown, model: AccessModel): ReadPermission | undefined {
  if (typeof input !== 'string') return place.problem('A permission is a text such as `deals.read`, `deals.*` or `crm.*`.')
  const stands = resolvePermission(model, input)
  if (input !== ownerPermission && stands.length > 0) return { text: input, stands }
  return place.problem(fault(input, model))
}

/** Says what is wrong with a text that is no permission (USR15: the star last, after at least one fixed segment). */
function fault(text: string, model: AccessModel): string {
  const example = model.resources.find((resource) => resource.record !== undefined) ?? model.resources[0]
  const [name, area] = [example?.name ?? 'deals', example?.area ?? 'crm']
  if (text === ownerPermission) return `\`*\` alone is the built-in owner's. Name an area or a resource: \`${area}.*\`, \`${name}.*\`.`
  const parts = text.split('.')
  const star = parts.findIndex((part) => part.includes('*'))
  if (star === 0) return `A star follows at least one fixed segment: \`${area}.*\`, \`${name}.*\`.`
  if (star > 0 && (star < parts.length - 1 || parts[star] !== '*'))
    return `A star is the whole last segment, and there is one at most: \`${area}.*\`, \`${name}.*\`.`
  if (parts.length === 1) return withoutAction(text, model, name)
  return star < 0 ? exactFault(parts, model) : wildcardFault(parts.slice(0, -1), model)
}

function withoutAction(text: string, model: AccessModel, name: string): string {
  if (areasOf(model).includes(text) || model.find(text) !== undefined)
    return `A permission names an action too, or a star: \`${text}.*\`${model.find(text) === undefined ? '' : `, \`${text}.read\``}.`
  return `${quoted(text)} is no permission. A permission is written \`${name}.read\`, \`${name}.*\`.`
}

function exactFault(parts: readonly string[], model: AccessModel): string {
  if (parts.length > 3) return `${quoted(parts.join('.'))} has too many segments: area, resource and action are all there are.`
  const [action = '', name = '', area] = parts.toReversed()
  const resource = model.find(name)
  if (resource === undefined) return unknownResource(name, model)
  if (area !== undefined && area !== resource.area) return wrongArea(area, resource)
  const valid = allActions.filter((known) => model.knows(known, name))
  if ((allActions as readonly string[]).includes(action))
    return `Nobody can ${action} ${resource.plural}: it has no meaning there. It can be ${valid.join(', ')}.`
  return `There is no action ${quoted(action)}.${suggestion(action, valid)}`
}

function wildcardFault(fixed: readonly string[], model: AccessModel): string {
  const [first = '', second] = fixed
  if (fixed.length > 2) return `${quoted([...fixed, '*'].join('.'))} has too many segments: area, resource and action are all there are.`
  if (second === undefined) return unknownResource(first, model, areasOf(model))
  const resource = model.find(second)
  // `deals.read.*`: an action where a resource would stand.
  if (resource === undefined && model.find(first) !== undefined)
    return `After \`${first}\` comes an action, and nothing after that: \`${first}.*\`, \`${first}.read\`.`
  return resource === undefined ? unknownResource(second, model) : wrongArea(first, resource)
}

function unknownResource(name: string, model: AccessModel, areas: readonly string[] = []): string {
  const valid = [...areas, ...model.resources.map((resource) => resource.name)]
  return `There is no resource ${areas.length > 0 ? 'or area ' : ''}${quoted(name)}.${suggestion(name, valid)}`
}

function wrongArea(area: string, resource: ResourceModel): string {
  return `${quoted(resource.name)} is not in the area ${quoted(area)}, but in \`${resource.area}\`.`
}

function areasOf(model: AccessModel): string[] {
  return [...new Set(model.resources.map((resource) => resource.area))]
}
