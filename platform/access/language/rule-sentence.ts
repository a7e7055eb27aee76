import type { AccessModel, ResourceModel } from '../model/model.ts'
import { lower } from './comparison-sentence.ts'
import { describeCondition } from './condition-sentence.ts'
import { describeDeeds, describeFieldDeeds, resourcesOf } from './deed-sentence.ts'
import { enumeration, nameOf, pluralOf, roleName } from './names.ts'
import type { Names } from './names.ts'
import type { Condition, Rule, Who } from './policy.ts'

/** `Site managers may see deals where the place is one of the person’s places.`, `Nobody in Sales may ever see the margin of deals.` */
export function describeRule(model: AccessModel, rule: Rule, names: Names): string {
  const deed = rule.fields === undefined ? describeDeeds(model, rule) : describeFieldDeeds(model, rule, rule.fields)
  const place = rule.at === undefined ? '' : ` in ${nameOf(names, 'node', rule.at)} and below`
  return `${describeWho(rule, names)} ${deed}${place}${describeWhen(model, rule, names)}.`
}

function describeWhen(model: AccessModel, rule: Rule, names: Names): string {
  if (rule.when === undefined) return ''
  const resources: readonly ResourceModel[] = resourcesOf(model, rule)
  return ` ${isAboutRecords(rule.when) ? 'where' : 'when'} ${describeCondition({ model, names, resources }, rule.when)}`
}

function describeWho({ who, effect }: Rule, names: Names): string {
  const isForbid = effect === 'forbid'
  if (who.includes('everyone')) return effect === 'allow' ? 'Everyone may' : isForbid ? 'Nobody may ever' : 'Nobody may'
  const [only] = who
  if (effect !== 'allow' && who.length === 1 && only?.startsWith('team:') === true)
    return `Nobody in ${nameOf(names, 'team', only.slice('team:'.length))} may${isForbid ? ' ever' : ''}`
  const people = who.map((one) => describePeople(one, names))
  return `${capital(enumeration(people, 'and'))} may${effect === 'allow' ? '' : isForbid ? ' never' : ' not'}`
}

function describePeople(who: Who, names: Names): string {
  const [kind = '', key = ''] = who.split(':')
  if (kind === 'team') return `people in ${nameOf(names, 'team', key)}`
  if (kind === 'member') return nameOf(names, 'member', key)
  return lower(pluralOf(roleName(names, key)))
}

function isAboutRecords(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(isAboutRecords)
  if ('any' in condition) return condition.any.some(isAboutRecords)
  if ('not' in condition) return isAboutRecords(condition.not)
  if ('shared' in condition) return true
  const { attribute, value } = condition
  const other = typeof value === 'object' && 'attribute' in value ? value.attribute : ''
  return attribute.startsWith('resource.') || other.startsWith('resource.')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
