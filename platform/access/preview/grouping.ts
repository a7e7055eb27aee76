import type { Snapshot } from '../engine/facts.ts'
import { hasPlaces, ruleIndexOf } from '../engine/rule-index.ts'
import type { Comparison, Condition, Operand, Rule } from '../language/policy.ts'
import type { AccessModel, Attribute, ResourceModel } from '../model/model.ts'
import type { Question } from './touched.ts'

/**
 * By what records of a kind have to be told apart so that every rule decides alike about all records of one group. Attributes that are
 * compared with something of the person are told apart by value; other comparisons (`amount > 100,000`) only by their outcome, and
 * any value of the group stands for all of them.
 */
export interface Grouping {
  readonly resource: ResourceModel
  readonly byValue: readonly string[]
  readonly byOutcome: readonly Comparison[]
  /** Attributes of `byOutcome` that are not told apart by value. */
  readonly picked: readonly string[]
  readonly parents: readonly { readonly attribute: string; readonly grouping: Grouping }[]
}

/** `withParents`: also the records that it belongs to, because something is shared or because it is seen through them. */
export function groupingOf(
  model: AccessModel,
  snapshots: readonly Snapshot[],
  resource: ResourceModel,
  questions: readonly Question[],
  withParents: boolean,
): Grouping {
  const rules = snapshots.flatMap((snapshot) => questions.flatMap(({ action }) => rulesAbout(model, snapshot, resource, action)))
  const named = new NamedAttributes(resource)
  for (const rule of rules) named.add(rule.when)
  if (hasPlaces(resource) && (rules.some((rule) => rule.at !== undefined) || snapshots.some(givesRolesAtPlaces)))
    named.byValue.add('nodeId')
  const parents = withParents || resource.record?.embedded === true ? (resource.record?.parents ?? []) : []
  return {
    resource,
    byValue: [...named.byValue],
    byOutcome: [...named.byOutcome.values()],
    picked: [...named.picked].filter((name) => !named.byValue.has(name)),
    parents: parents.flatMap(({ attribute, resource: name }) => {
      const parent = model.find(name)
      if (parent === undefined) return []
      const asked: Question[] = resource.record?.embedded === true ? [{ resource: parent, action: 'read' }] : []
      return [{ attribute, grouping: groupingOf(model, snapshots, parent, asked, withParents) }]
    }),
  }
}

/** Of rules about fields as well: those about the records say which of them have the field at all. */
function rulesAbout(model: AccessModel, snapshot: Snapshot, resource: ResourceModel, action: Question['action']): readonly Rule[] {
  const index = ruleIndexOf(model, snapshot)
  return action === 'read'
    ? index.rules(resource.name, 'read')
    : [...index.rules(resource.name, 'read'), ...index.rules(resource.name, action)]
}

function givesRolesAtPlaces(snapshot: Snapshot): boolean {
  return snapshot.assignments.some((assignment) => assignment.nodeId !== null)
}

class NamedAttributes {
  readonly byValue = new Set<string>()
  readonly byOutcome = new Map<string, Comparison>()
  readonly picked = new Set<string>()
  readonly #attributes: Readonly<Record<string, Attribute>>

  constructor(resource: ResourceModel) {
    this.#attributes = resource.record?.attributes ?? {}
  }

  add(condition: Condition | undefined): void {
    if (condition === undefined || 'shared' in condition) return
    if ('all' in condition) for (const part of condition.all) this.add(part)
    else if ('any' in condition) for (const part of condition.any) this.add(part)
    else if ('not' in condition) this.add(condition.not)
    else this.#addComparison(condition)
  }

  #addComparison(comparison: Comparison): void {
    const other = referenceOf(comparison.value)
    const names = [comparison.attribute, other ?? ''].flatMap((path) => this.#ownName(path))
    if (names.length === 0) return
    const isFew = names.every((name) => ['id', 'choice', 'boolean'].includes(this.#attributes[name]?.type ?? ''))
    const sides = [comparison.attribute, ...(other === undefined ? [] : [other])]
    if (isFew || !sides.every((path) => path.startsWith('resource.') || isSameForAll(path)) || names.length > 1) {
      for (const name of names) this.byValue.add(name)
      return
    }
    this.byOutcome.set(JSON.stringify(comparison), comparison)
    for (const name of names) this.picked.add(name)
  }

  /** The name of an attribute that records of this kind have. */
  #ownName(path: string): string[] {
    const name = path.startsWith('resource.') ? path.slice('resource.'.length) : ''
    return Object.hasOwn(this.#attributes, name) ? [name] : []
  }
}

function referenceOf(value: Operand | undefined): string | undefined {
  return typeof value === 'object' && 'attribute' in value ? value.attribute : undefined
}

/** The moment and the way are the same for everybody; whose shift it is, is not. */
function isSameForAll(path: string): boolean {
  return path.startsWith('context.') && path !== 'context.onShift'
}
