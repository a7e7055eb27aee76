import { isDeepStrictEqual } from 'node:util'
import type { PolicyDocument, RoleDefinition, Rule } from './policy.ts'

type Change = 'added' | 'removed' | 'changed'

/** What happened to one rule. Rules are the same rule as long as they have the same id; where it stands in the document says nothing. */
export interface RuleChange {
  readonly kind: Change
  readonly rule: string
  readonly before?: Rule
  readonly after?: Rule
}

export interface RoleChange {
  readonly kind: Change
  readonly role: string
  readonly before?: RoleDefinition
  readonly after?: RoleDefinition
}

export interface PolicyDifference {
  readonly rules: readonly RuleChange[]
  readonly roles: readonly RoleChange[]
  readonly settingsChanged: boolean
}

/** Everything in which two documents differ, notes too: what was there before in its order, then what was added. */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): PolicyDifference {
  return {
    rules: differences(before.rules, after.rules, ({ id }) => id).map(({ name, ...change }) => ({ ...change, rule: name })),
    roles: differences(before.roles, after.roles, ({ key }) => key).map(({ name, ...change }) => ({ ...change, role: name })),
    settingsChanged: !isDeepStrictEqual(before.settings, after.settings),
  }
}

interface Difference<T> {
  readonly kind: Change
  readonly name: string
  readonly before?: T
  readonly after?: T
}

function differences<T>(before: readonly T[], after: readonly T[], nameOf: (one: T) => string): Difference<T>[] {
  const old = new Map(before.map((one) => [nameOf(one), one]))
  const now = new Map(after.map((one) => [nameOf(one), one]))
  const kept = [...old].flatMap(([name, one]): Difference<T>[] => {
    const other = now.get(name)
    if (other === undefined) return [{ kind: 'removed', name, before: one }]
    // Members may stand in another order: the database keeps them in its own.
    return isDeepStrictEqual(one, other) ? [] : [{ kind: 'changed', name, before: one, after: other }]
  })
  const added = [...now].filter(([name]) => !old.has(name)).map(([name, after]): Difference<T> => ({ kind: 'added', name, after }))
  return [...kept, ...added]
}
