import type { Action, Role } from '@freehold/kernel'
import { levelsAllowing } from '../language/policy.ts'
import { type AccessModel, allActions, builtInRoles, reaches, type ResourceModel } from '../model/model.ts'
import { type CompiledRule, compiledRule, compileRule, shareLevel } from './compiled-rule.ts'
import type { Decision, Extent, Reason } from './decision.ts'
import type { ContextFacts, RecordFacts, Snapshot, SnapshotMember } from './facts.ts'
import { and, type Formula } from './formula.ts'
import { type Moment, momentOf } from './moment.ts'
import { PermissionRules } from './permission-rules.ts'
import { extentOf, type Formulas, Plan } from './plan.ts'
import { namesField, type RuleIndex, ruleIndexOf } from './rule-index.ts'
import { type Subject, subjectOf } from './subject.ts'

/** The actions that rules about fields are asked for. */
export type FieldAction = 'read' | 'create' | 'update'

/**
 * What one person may do, as one snapshot says it (A1). Compiled where it is asked for: the first decision of a person under 1,000
 * rules takes under a millisecond, later ones a fraction of a microsecond.
 */
export class Person {
  readonly snapshot: Snapshot
  readonly subject: Subject
  readonly #index: RuleIndex
  /** By resource, then by action or `action.field`: putting a key together took a fifth of a decision. */
  readonly #permissions = new Map<string, Map<string, PermissionRules>>()
  /** Of what no moment changes, by `resource.action` or `resource.action.field`: a list asks for some forty of them. */
  readonly #formulas = new Map<string, Formulas>()
  #latest: Moment | undefined

  constructor(index: RuleIndex, member: SnapshotMember, now: number) {
    this.snapshot = index.snapshot
    this.#index = index
    this.subject = subjectOf(index, member, now)
  }

  get memberId(): string {
    return this.subject.member.id
  }

  get model(): AccessModel {
    return this.#index.model
  }

  extent(action: Action, resource: string, context: ContextFacts): Extent {
    const formulas = this.#formulasOf(action, resource, this.#moment(context))
    return formulas === undefined ? 'none' : extentOf(formulas)
  }

  /** About one record. Without one, conditions on records are unknown: use `extent` to ask whether there may be any. */
  decide(action: Action, resource: string, context: ContextFacts, record?: RecordFacts): Decision {
    const rules = this.#rules(action, resource)
    if (rules === undefined) return refused('unknown_permission')
    const decision = rules.decide(record, this.#moment(context))
    if (!decision.allowed || record === undefined || this.model.find(resource)?.record?.embedded !== true) return decision
    return this.#parentsSeen(resource, context, record) ? decision : { ...refused('parent_hidden'), steps: decision.steps }
  }

  /** About a field of a record. What may not be read may not be written. */
  decideField(action: FieldAction, resource: string, field: string, context: ContextFacts, record?: RecordFacts): Decision {
    const moment = this.#moment(context)
    const read = this.#rules('read', resource, field)
    const asked = this.#rules(action, resource, field)
    if (read === undefined || asked === undefined) return refused('unknown_permission')
    const seen = read.decide(record, moment)
    return action === 'read' || !seen.allowed ? seen : asked.decide(record, moment)
  }

  plan(action: Action, resource: string, context: ContextFacts): Plan {
    const moment = this.#moment(context)
    const formulas = this.#formulasOf(action, resource, moment) ?? { main: false, shared: false }
    return new Plan(this.model, this.#resource(resource), moment, formulas)
  }

  fieldPlan(action: FieldAction, resource: string, field: string, context: ContextFacts): Plan {
    const moment = this.#moment(context)
    return new Plan(this.model, this.#resource(resource), moment, this.#fieldFormulas(action, resource, field, moment))
  }

  /** What the person may do to some records at least, for a page that hides and disables by the same rules (A11). */
  permissions(context: ContextFacts): Record<string, Action[]> {
    return Object.fromEntries(
      this.model.resources.flatMap(({ name }) => {
        const actions = allActions.filter((action) => this.extent(action, name, context) !== 'none')
        return actions.length === 0 ? [] : [[name, actions]]
      }),
    )
  }

  /** The rules that reach the person, in the order in which they decide, for explanations. */
  rulesAbout(action: Action, resource: string, field?: string): readonly CompiledRule[] {
    return this.#rules(action, resource, field)?.rules ?? []
  }

  #moment(context: ContextFacts): Moment {
    // Decisions come in rows with one context: an operation's.
    if (this.#latest?.facts !== context) this.#latest = momentOf(context, this.snapshot.timeZone)
    return this.#latest
  }

  #resource(name: string): ResourceModel {
    const resource = this.model.find(name)
    if (resource === undefined) throw new Error(`No resource is called ${name}`)
    return resource
  }

  #rules(action: Action, name: string, field?: string): PermissionRules | undefined {
    return this.#permissions.get(name)?.get(field === undefined ? action : `${action}.${field}`) ?? this.#compiled(action, name, field)
  }

  #compiled(action: Action, name: string, field: string | undefined): PermissionRules | undefined {
    const resource = this.model.find(name)
    if (resource === undefined || !this.model.knows(action, name)) return undefined
    const rules = new PermissionRules(this.#compile(action, resource, field), field !== undefined)
    const known = this.#permissions.get(name) ?? new Map<string, PermissionRules>()
    this.#permissions.set(name, known.set(field === undefined ? action : `${action}.${field}`, rules))
    return rules
  }

  #compile(action: Action, resource: ResourceModel, field: string | undefined): CompiledRule[] {
    const written = this.#index
      .rules(resource.name, action)
      .filter((rule) => (field === undefined ? rule.fields === undefined : namesField(rule, field)))
      .flatMap((rule) => compileRule(this.#index, resource, this.subject, rule))
    if (field !== undefined) return written
    const levels = resource.record === undefined || !this.subject.mayHold ? [] : levelsAllowing(action)
    return [
      ...written,
      ...builtInRoles.flatMap((role) => this.#builtIn(role, action, resource)),
      ...(levels.length > 0 ? [compiledRule('share', 'allow', shareLevel, { kind: 'shared', levels, subject: this.subject })] : []),
    ]
  }

  /** The member's own role, and built-in ones that they or their teams were given: a viewer of one place, an administrator for a week. */
  #builtIn(role: Role, action: Action, resource: ResourceModel): CompiledRule[] {
    const least = resource.least[action]
    if (least === 'nobody' || !reaches(role, least)) return []
    return compileRule(this.#index, resource, this.subject, {
      id: `built-in:${role}`,
      effect: 'allow',
      who: [`role:${role}`],
      permissions: [],
    })
  }

  #formulasOf(action: Action, name: string, moment: Moment): Formulas | undefined {
    const rules = this.#rules(action, name)
    if (rules === undefined) return undefined
    const key = `${name}.${action}`
    const kept = this.#formulas.get(key)
    if (kept !== undefined) return kept
    const { seen, momentary } = this.#parents(this.#resource(name), moment)
    const formulas = { main: and([rules.formula(moment), seen]), shared: and([rules.shared(moment), seen]) }
    if (!rules.momentary && !momentary) this.#formulas.set(key, formulas)
    return formulas
  }

  #fieldFormulas(action: FieldAction, resource: string, field: string, moment: Moment): Formulas {
    const key = `${resource}.${action}.${field}`
    const kept = this.#formulas.get(key)
    if (kept !== undefined) return kept
    const read = this.#rules('read', resource, field)
    const asked = action === 'read' ? read : this.#rules(action, resource, field)
    const main = and([read?.formula(moment) ?? false, asked === read ? true : (asked?.formula(moment) ?? false)])
    const formulas = { main, shared: false }
    if (read?.momentary === false && asked?.momentary === false) this.#formulas.set(key, formulas)
    return formulas
  }

  /** Of an embedded record: where one of those that it belongs to may be seen. */
  #parents({ record }: ResourceModel, moment: Moment): { seen: Formula; momentary: boolean } {
    if (record?.embedded !== true) return { seen: true, momentary: false }
    const parents = record.parents.map(({ attribute, resource }) => {
      const formulas = this.#formulasOf('read', resource, moment)
      const visible: Formula = formulas === undefined ? false : formulas.main === true ? true : orShared(formulas)
      return { attribute, resource: this.#resource(resource), visible }
    })
    // Each belongs to exactly one: nothing to ask where all of them may be seen.
    const seen = parents.every((parent) => parent.visible === true) || { kind: 'parent' as const, parents }
    return { seen, momentary: record.parents.some(({ resource }) => this.#rules('read', resource)?.momentary ?? true) }
  }

  #parentsSeen(resource: string, context: ContextFacts, record: RecordFacts): boolean {
    const parents = this.#resource(resource).record?.parents ?? []
    return parents.some(({ attribute, resource: name }) => {
      const parent = record.parents?.[attribute]
      return parent != null && this.decide('read', name, context, parent).allowed
    })
  }
}

function orShared({ main, shared }: Formulas): Formula {
  return main === false ? shared : shared === false ? main : { kind: 'or', parts: [main, shared] }
}

export function refused(reason: Reason): Decision {
  return { allowed: false, reason, rule: undefined, steps: [] }
}

const people = new WeakMap<RuleIndex, Map<string, Person>>()

/** Undefined for somebody who is no active member. Kept for as long as the snapshot is and no role of theirs has ended. */
export function personOf(model: AccessModel, snapshot: Snapshot, memberId: string, now = Date.now()): Person | undefined {
  const index = ruleIndexOf(model, snapshot)
  const known = people.get(index) ?? new Map<string, Person>()
  people.set(index, known)
  const kept = known.get(memberId)
  if (kept !== undefined && now < kept.subject.validUntil) return kept
  const member = index.member(memberId)
  if (member === undefined || !member.active) return undefined
  const person = new Person(index, member, now)
  known.set(memberId, person)
  return person
}
