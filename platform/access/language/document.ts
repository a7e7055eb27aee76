import { builtInRoles } from '../model/model.ts'
import type { AccessModel } from '../model/model.ts'
import type { KnownIds } from './literal-reading.ts'
import { Place, problemLimit, quoted } from './place.ts'
import type { PolicyProblem } from './place.ts'
import type { PolicyDocument, PolicySettings, RoleDefinition, Rule } from './policy.ts'
import { readKey, readRule } from './rule-reading.ts'

export type ParsedPolicy = { readonly document: PolicyDocument } | { readonly problems: readonly PolicyProblem[] }

const bytesLimit = 1_000_000
const ruleLimit = 2000
const roleLimit = 200
const reservedKeys: readonly string[] = [...builtInRoles, 'everyone', 'system']

/**
 * Reads a policy that somebody wrote. Answers it in one way of writing (ids in lower case, times in UTC), or everything that is wrong
 * with it, at most 100 problems. `known`: what the organization has; without it ids are only checked for their form.
 */
export function parsePolicy(model: AccessModel, input: unknown, known?: KnownIds): ParsedPolicy {
  const problems: PolicyProblem[] = []
  const place = new Place(problems)
  const document = isTooLarge(place, input) ? undefined : readDocument(place, input, model, known)
  return document !== undefined && problems.length === 0 ? { document } : { problems: problems.slice(0, problemLimit) }
}

function isTooLarge(place: Place, input: unknown): boolean {
  try {
    const bytes = Buffer.byteLength(JSON.stringify(input) ?? '')
    if (bytes > bytesLimit) place.problem(`This policy has ${bytes} bytes; ${bytesLimit} are the most.`)
    return bytes > bytesLimit
  } catch {
    // Too deep for the stack, or no JSON at all.
    place.problem('This is no JSON that could be a policy.')
    return true
  }
}

function readDocument(place: Place, input: unknown, model: AccessModel, known: KnownIds | undefined): PolicyDocument | undefined {
  const members = place.object(input, ['roles', 'rules', 'settings'])
  if (members === undefined) return undefined
  const roles = place.at('roles').list(members['roles'], { what: 'roles', atMost: roleLimit }, readRoleDefinition)
  // A role that is written wrongly is not also missing.
  const keys = keysOf(members['roles'])
  const rules = place
    .at('rules')
    .list(members['rules'], { what: 'rules', atMost: ruleLimit }, (at, rule) => readRule(at, rule, { model, known, roles: keys }))
  const settings = readSettings(place.at('settings'), members['settings'])
  refuseTwice(place.at('roles'), keys, 'key')
  if (roles !== undefined)
    refuseTwice(
      place.at('roles'),
      roles.map(({ name }) => name.toLowerCase()),
      'name',
    )
  if (rules !== undefined)
    refuseTwice(
      place.at('rules'),
      rules.map(({ id }) => id),
      'id',
    )
  return roles && rules && settings && { roles, rules, settings }
}

function keysOf(roles: unknown): string[] {
  if (!Array.isArray(roles)) return []
  return roles.map((role: unknown) =>
    typeof role === 'object' && role !== null && 'key' in role && typeof role.key === 'string' ? role.key : '',
  )
}

function readRoleDefinition(place: Place, input: unknown): RoleDefinition | undefined {
  const members = place.object(input, ['key', 'name'], ['description', 'template'])
  if (members === undefined) return undefined
  const key = readRoleKey(place.at('key'), members['key'])
  const name = readName(place.at('name'), members['name'])
  const description = members['description'] === undefined ? undefined : place.at('description').text(members['description'], 500)
  const template = members['template'] === undefined ? undefined : readKey(place.at('template'), members['template'])
  if (key === undefined || name === undefined) return undefined
  return { key, name, ...(description === undefined ? {} : { description }), ...(template === undefined ? {} : { template }) }
}

function readRoleKey(place: Place, input: unknown): string | undefined {
  if (typeof input !== 'string' || !/^[a-z\d][a-z\d-]{0,59}$/.test(input))
    return place.problem(`${quoted(input)} is no key of a role. It is 1 to 60 lower case letters, digits and dashes: \`site-manager\`.`)
  if (reservedKeys.includes(input)) return place.problem(`${quoted(input)} is a built-in name; a role of your own takes another key.`)
  return input
}

function readName(place: Place, input: unknown): string | undefined {
  const name = place.text(input, 80)
  if (name !== undefined && reservedKeys.includes(name.toLowerCase()))
    return place.problem(`${quoted(name)} is the name of a built-in role; people could not tell them apart.`)
  return name
}

function readSettings(place: Place, input: unknown): PolicySettings | undefined {
  const members = place.object(input, ['secondApprover', 'manyPeople'])
  if (members === undefined) return undefined
  const { secondApprover, manyPeople } = members
  if (typeof secondApprover !== 'boolean') return place.at('secondApprover').problem('This is `true` or `false`.')
  if (!Number.isSafeInteger(manyPeople) || Number(manyPeople) < 1 || Number(manyPeople) > 1_000_000)
    return place.at('manyPeople').problem('This is a number of people from 1 to 1000000.')
  return { secondApprover, manyPeople: Number(manyPeople) }
}

function refuseTwice(place: Place, values: readonly string[], member: keyof RoleDefinition | keyof Rule): void {
  const seen = new Map<string, number>()
  for (const [i, value] of values.entries()) {
    const first = seen.get(value)
    if (first === undefined) seen.set(value, i)
    else
      place
        .at(i)
        .at(member)
        .problem(`${quoted(value)} is the ${member} of ${place.at(first).path} too.`)
  }
}
