import type { Snapshot } from '../engine/facts.ts'
import { diffPolicies } from '../language/changes.ts'
import { type Names, namesOf } from '../language/names.ts'
import type { PolicyDocument, Rule } from '../language/policy.ts'
import { describeRule } from '../language/rule-sentence.ts'
import type { AccessModel } from '../model/model.ts'
import type { ChangeInWords } from './policy-schema.ts'

/** Rules in words, with the names of the organization's people, teams and places. */
export class Sentences {
  readonly #model: AccessModel
  readonly #names: Names
  readonly #rules: ReadonlyMap<string, Rule>

  constructor(model: AccessModel, snapshot: Snapshot) {
    this.#model = model
    this.#names = namesOf(snapshot)
    this.#rules = new Map(snapshot.policy.rules.map((rule) => [rule.id, rule]))
  }

  of(rule: Rule): string {
    return describeRule(this.#model, rule, this.#names)
  }

  /** By a rule's id, as decisions name it; built-in roles and shares too. */
  ofId(id: string): string {
    const rule = this.#rules.get(id)
    if (rule !== undefined) return this.of(rule)
    if (id === 'share') return 'It is shared with the person or a team of theirs.'
    if (id.startsWith('built-in:')) return `The built-in role ${id.slice('built-in:'.length)} allows it.`
    return 'This rule is no longer part of the policy.'
  }

  byRule(): Record<string, string> {
    return Object.fromEntries([...this.#rules].map(([id, rule]) => [id, this.of(rule)]))
  }
}

export function sentencesFor(model: AccessModel, snapshot: Snapshot): Sentences {
  return new Sentences(model, snapshot)
}

/** Roles and settings that changed are rows too: `role:auditor`, `settings`. */
export function changesInWords(model: AccessModel, before: Snapshot, after: Snapshot): ChangeInWords[] {
  const [was, will] = [sentencesFor(model, before), sentencesFor(model, after)]
  const { rules, roles, settingsChanged } = diffPolicies(before.policy, after.policy)
  const settings: ChangeInWords = {
    kind: 'changed',
    rule: 'settings',
    before: settingsInWords(before.policy),
    after: settingsInWords(after.policy),
  }
  return [
    ...roles.map(({ kind, role, before: old, after: now }): ChangeInWords => ({
      kind,
      rule: `role:${role}`,
      before: old === undefined ? null : roleInWords(old),
      after: now === undefined ? null : roleInWords(now),
    })),
    ...rules.map(({ kind, rule, before: old, after: now }): ChangeInWords => ({
      kind,
      rule,
      before: old === undefined ? null : was.of(old),
      after: now === undefined ? null : will.of(now),
    })),
    ...(settingsChanged ? [settings] : []),
  ]
}

function roleInWords({ name, description }: PolicyDocument['roles'][number]): string {
  return `The role ${name}${description === undefined ? '' : `: ${description}`}`
}

function settingsInWords({ settings }: PolicyDocument): string {
  const approval = settings.secondApprover ? 'Changes that raise an alert wait for a second person' : 'No change waits for a second person'
  return `${approval}; an alert is raised above ${settings.manyPeople} people.`
}
