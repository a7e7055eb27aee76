import type { FieldValue, Values } from '../definition/object.ts'
import type { Plan } from './plan.ts'
import { nameKey } from './text-key.ts'

/** Later rows overwrite earlier ones, but not how the name is written. */
export function say(plan: Plan, said: Values, values: Values): void {
  Object.assign(said, withoutSameName(plan, said, values))
}

/** A record that was found as `acme  corp` is still written `Acme Corp`. */
export function withoutSameName(plan: Plan, before: Values, said: Values): Values {
  const { nameField } = plan.target.type.object
  const [old, name] = [before[nameField], said[nameField]]
  if (typeof old !== 'string' || typeof name !== 'string' || nameKey(old) !== nameKey(name)) return said
  const { [nameField]: _, ...rest } = said
  return rest
}

/** What a row changes. What it leaves empty stays; tags are added to those that are there. */
export function differences(before: Values, said: Values): Values {
  const changes: Values = {}
  for (const [field, value] of Object.entries(said)) {
    const old = before[field]
    if (Array.isArray(value)) {
      const all = joined(old, value)
      if (!Array.isArray(old) || all.length > old.length) changes[field] = all
    } else if (value !== null && value !== old) changes[field] = value
  }
  return changes
}

/** What is said of a record as it would be after: tags joined with its own, without what is left empty. */
export function givenIn(before: Values, said: Values): Values {
  return Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [field, Array.isArray(value) ? joined(before[field], value) : value]),
  )
}

function joined(old: FieldValue | undefined, value: readonly string[]): string[] {
  return [...new Set([...(Array.isArray(old) ? old : []), ...value])]
}
