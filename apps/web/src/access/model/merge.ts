import type { PolicyDocument } from '../types.ts'

export interface Merged {
  readonly document: PolicyDocument
  /** Ids of rules and keys of roles that both sides changed, each in another way; the draft's won. */
  readonly contested: readonly string[]
}

/** What the draft did to `base`, done to the policy as it is now: rules and roles by their ids, settings one by one. */
export function mergePolicies(base: PolicyDocument, draft: PolicyDocument, now: PolicyDocument): Merged {
  const contested: string[] = []
  const rules = mergeLists({ base: base.rules, draft: draft.rules, now: now.rules }, (rule) => rule.id, contested)
  const roles = mergeLists({ base: base.roles, draft: draft.roles, now: now.roles }, (role) => role.key, contested)
  const changed = Object.entries(draft.settings).filter(([name, value]) => value !== Reflect.get(base.settings, name))
  return { document: { roles, rules, settings: { ...now.settings, ...Object.fromEntries(changed) } }, contested }
}

interface Sides<T> {
  readonly base: readonly T[]
  readonly draft: readonly T[]
  readonly now: readonly T[]
}

function mergeLists<T>({ base, draft, now }: Sides<T>, nameOf: (one: T) => string, contested: string[]): T[] {
  const named = (list: readonly T[]) => new Map(list.map((one) => [nameOf(one), one]))
  const [was, mine, theirs] = [named(base), named(draft), named(now)]
  const merged = [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((name): T[] => {
    const [before, drafted, current] = [was.get(name), mine.get(name), theirs.get(name)]
    const chosen = same(before, drafted) ? current : drafted
    if (!same(before, drafted) && !same(before, current) && !same(drafted, current)) contested.push(name)
    return chosen === undefined ? [] : [chosen]
  })
  return merged
}

/** The database keeps members in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
