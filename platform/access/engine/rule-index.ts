import type { AccessModel, ResourceModel } from '../model/model.ts'
import { resolvePermission } from '../language/permission.ts'
import type { Rule } from '../language/policy.ts'
import { Hierarchy } from './hierarchy.ts'
import type { Snapshot, SnapshotMember } from './facts.ts'

/** What everybody in an organization shares: rules by permission, places, members. Made once for each snapshot. */
export class RuleIndex {
  readonly model: AccessModel
  readonly snapshot: Snapshot
  readonly hierarchy: Hierarchy
  readonly #members: ReadonlyMap<string, SnapshotMember>
  readonly #shareHolders: ReadonlySet<string> | undefined
  #byPermission: ReadonlyMap<string, readonly Rule[]> | undefined

  constructor(model: AccessModel, snapshot: Snapshot) {
    this.model = model
    this.snapshot = snapshot
    this.hierarchy = new Hierarchy(snapshot.nodes)
    this.#members = new Map(snapshot.members.map((member) => [member.id, member]))
    this.#shareHolders = snapshot.shareHolders && new Set(snapshot.shareHolders)
  }

  member(id: string): SnapshotMember | undefined {
    return this.#members.get(id)
  }

  /** Whether anything could be shared with one of these members and teams. */
  mayHold(holders: readonly string[]): boolean {
    const known = this.#shareHolders
    return known === undefined || holders.some((holder) => known.has(holder))
  }

  /** Rules that name the permission, of whomever; those about fields apart. */
  rules(resource: string, action: string): readonly Rule[] {
    this.#byPermission ??= this.#index()
    return this.#byPermission.get(`${resource}.${action}`) ?? []
  }

  #index(): Map<string, Rule[]> {
    const index = new Map<string, Rule[]>()
    // Many rules name the same few permissions.
    const resolved = new Map<string, string[]>()
    for (const rule of this.snapshot.policy.rules) {
      const keys = new Set(rule.permissions.flatMap((text) => this.#resolve(resolved, text)))
      for (const key of keys) {
        const rules = index.get(key)
        if (rules === undefined) index.set(key, [rule])
        else rules.push(rule)
      }
    }
    return index
  }

  #resolve(resolved: Map<string, string[]>, text: string): string[] {
    const known = resolved.get(text)
    if (known !== undefined) return known
    const keys = resolvePermission(this.model, text).map(({ resource, action }) => `${resource}.${action}`)
    resolved.set(text, keys)
    return keys
  }
}

const indexes = new WeakMap<Snapshot, WeakMap<AccessModel, RuleIndex>>()

export function ruleIndexOf(model: AccessModel, snapshot: Snapshot): RuleIndex {
  const byModel = indexes.get(snapshot) ?? new WeakMap<AccessModel, RuleIndex>()
  indexes.set(snapshot, byModel)
  const index = byModel.get(model) ?? new RuleIndex(model, snapshot)
  byModel.set(model, index)
  return index
}

/** Whether a rule about fields is about this one. */
export function namesField(rule: Rule, field: string): boolean {
  const { fields } = rule
  if (fields === undefined) return false
  return 'except' in fields ? !fields.except.includes(field) : fields.includes(field)
}

export function hasPlaces(resource: ResourceModel): boolean {
  return resource.record?.attributes['nodeId']?.refers === 'node'
}
