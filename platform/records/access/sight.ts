import { accessOf, allActions, type Extent, type OperationAccess, type Plan, type Snapshot } from '@freehold/access'
import type { OpContext } from '@freehold/kernel'
import type { ObjectDefinition } from '../definition/object.ts'
import { narrowedObject } from './narrowed-object.ts'

/**
 * What whoever asks sees of one kind of records, as permissions are at this moment: made inside the transaction that reads, never
 * kept. Undefined members: nothing is kept from them, and statements are as if there were no permissions.
 */
export interface Sight {
  /** As they know it: fields that are always hidden from them are not there. Rows are read by it. */
  readonly object: ObjectDefinition
  /** Whole: rows are written by it. */
  readonly whole: ObjectDefinition
  readonly access: OperationAccess
  /** Which records; undefined: all. */
  readonly rows: Plan | undefined
  /** Fields that are hidden in some records, with where they are not. */
  readonly masks: ReadonlyMap<string, Plan>
}

const sights = new WeakMap<OperationAccess, { revision: number | undefined; byObject: Map<ObjectDefinition, Sight> }>()

/** Made once for each operation, and anew when its permissions were renewed. */
export function sightOf(ctx: Pick<OpContext, 'access'>, object: ObjectDefinition): Sight {
  const access = accessOf(ctx)
  const { revision } = access
  let kept = sights.get(access)
  if (kept === undefined || kept.revision !== revision) sights.set(access, (kept = { revision, byObject: new Map() }))
  const sight = kept.byObject.get(object) ?? makeSight(access, object)
  kept.byObject.set(object, sight)
  return sight
}

function makeSight(access: OperationAccess, object: ObjectDefinition): Sight {
  const plain: Sight = { object, whole: object, access, rows: undefined, masks: new Map() }
  if (!isGoverned(plain)) return plain
  const rows = access.plan('read', object.plural)
  const seen = { ...plain, rows: rows.extent === 'all' ? undefined : rows }
  if (!hasFieldRules(access)) return seen
  const hidden: string[] = []
  const masks = new Map<string, Plan>()
  for (const name of Object.keys(object.fields)) {
    const plan = access.fieldPlan(object.plural, name, 'read')
    if (plan.extent === 'none') hidden.push(name)
    else if (plan.extent === 'some') masks.set(name, plan)
  }
  return { ...seen, object: narrowedObject(object, { hidden, masked: [...masks.keys()] }), masks }
}

const withFieldRules = new WeakMap<Snapshot, boolean>()

/** Whether any rule is about fields; mostly none is, and asking for each field would be most of what a list costs (50 of 70 µs). */
export function hasFieldRules({ person }: OperationAccess): boolean {
  if (person === undefined) return true
  const { snapshot } = person
  const known = withFieldRules.get(snapshot) ?? snapshot.policy.rules.some((rule) => rule.fields !== undefined)
  withFieldRules.set(snapshot, known)
  return known
}

/** Fields whose value they see in a record that was answered with these denials. */
export function shownFields({ object }: Sight, { denied }: { denied?: readonly string[] }): string[] {
  return Object.keys(object.fields).filter((name) => !denied?.includes(`${name}.read`))
}

/** Only those records of which they may also do this: export what they see. */
export function sightFor(sight: Sight, action: 'read' | 'export'): Sight {
  if (action === 'read' || !isGoverned(sight)) return sight
  const plan = sight.access.plan(action, sight.whole.plural)
  if (plan.extent === 'all') return sight
  return { ...sight, rows: sight.rows === undefined ? plan : sight.rows.and(plan) }
}

/** Whether they see any record of this kind. */
export function seesAny(sight: Sight): boolean {
  return sight.rows?.extent !== 'none'
}

/** Whether they see the name of every record of this kind. */
export function seesAllNames({ rows, masks, object, whole }: Sight): boolean {
  return rows === undefined && !masks.has(whole.nameField) && object.fields[whole.nameField] !== undefined
}

/** By action that has a meaning for this kind of record: to how many of them they may do it. */
export function extentsOf({ access, whole }: Sight): Record<string, Extent> {
  const known = allActions.filter((action) => access.model.knows(action, whole.plural))
  return Object.fromEntries(known.map((action) => [action, access.extent(action, whole.plural)]))
}

/** The object as requests may speak of it: what is always hidden does not exist, the rest is as defined. */
export function spokenObject({ object, whole }: Sight): ObjectDefinition {
  return narrowedObject(whole, { hidden: hiddenFrom(object, whole), masked: [] })
}

/** The same for pages and files, which need to know what they may write: what is never theirs to write is read-only. */
export function offeredObject({ object, whole, access }: Sight): ObjectDefinition {
  if (!isGoverned({ access, whole }) || !hasFieldRules(access)) return whole
  const never = (name: string): boolean =>
    (['create', 'update'] as const).every((action) => access.fieldPlan(whole.plural, name, action).extent === 'none')
  return narrowedObject(whole, { hidden: hiddenFrom(object, whole), masked: [], fixed: Object.keys(object.fields).filter(never) })
}

function hiddenFrom(object: ObjectDefinition, whole: ObjectDefinition): string[] {
  return object === whole ? [] : Object.keys(whole.fields).filter((name) => object.fields[name] === undefined)
}

/** Whether permissions decide about each record: not for the system, nor for what they know as a whole only (people of the directory). */
export function isGoverned({ access, whole }: Pick<Sight, 'access' | 'whole'>): boolean {
  return !access.isSystem && access.model.find(whole.plural)?.record !== undefined
}
