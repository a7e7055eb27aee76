import type { Permission } from '../engine/decision.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import { readCondition } from './condition-reading.ts'
import { readFields, resourcesWith } from './field-reading.ts'
import { readId, readRole } from './literal-reading.ts'
import type { LiteralScope } from './literal-reading.ts'
import { lockout } from './lockout.ts'
import { readPermission } from './permission-reading.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import type { Effect, Rule, Who } from './policy.ts'
import { suggestion } from './suggestion.ts'

export interface RuleScope extends LiteralScope {
  readonly model: AccessModel
}

const required = ['id', 'effect', 'who', 'permissions'] as const
const optional = ['fields', 'when', 'at', 'note'] as const
const effects: readonly Effect[] = ['allow', 'deny', 'forbid']
const listLimit = 1000
const noteLimit = 500

export function readRule(place: Place, input: unknown, scope: RuleScope): Rule | undefined {
  const written = place.object(input, required, optional)
  if (written === undefined) return undefined
  const id = readKey(place.at('id'), written['id'])
  const effect = readEffect(place.at('effect'), written['effect'])
  const who = place
    .at('who')
    .list(written['who'], { what: 'roles, teams and members', atLeast: 1, atMost: listLimit }, (at, one) => readWho(at, one, scope))
  const { permissions, stands } = readPermissions(place.at('permissions'), written['permissions'], scope.model)
  const rest = readRest(place, written, stands, scope)
  if (id === undefined || effect === undefined || who === undefined || permissions === undefined) return undefined
  const rule: Rule = { id, effect, who, permissions, ...rest }
  const fault = lockout(scope.model, rule)
  if (fault !== undefined) place.problem(fault)
  return rule
}

function readRest(
  place: Place,
  { fields: selection, when: condition, at: node, note: remark }: Readonly<Record<string, unknown>>,
  stands: readonly Permission[],
  scope: RuleScope,
): Pick<Rule, 'fields' | 'when' | 'at' | 'note'> {
  const named = [...new Set(stands.map(({ resource }) => resource))].flatMap((name) => scope.model.find(name) ?? [])
  // Without any permission nobody knows what fields and conditions are about.
  const isAbout = named.length > 0
  const fields = isAbout && selection !== undefined ? readFields(place, selection, stands, named) : undefined
  const resources: readonly ResourceModel[] = fields === undefined ? named : resourcesWith(fields, named)
  const when = isAbout && condition !== undefined ? readCondition(place.at('when'), condition, { ...scope, resources }) : undefined
  const at = node === undefined ? undefined : readId(place.at('at'), node, 'node', scope.known?.nodes)
  const note = remark === undefined ? undefined : place.at('note').text(remark, noteLimit)
  return {
    ...(fields === undefined ? {} : { fields }),
    ...(when === undefined ? {} : { when }),
    ...(at === undefined ? {} : { at }),
    ...(note === undefined ? {} : { note }),
  }
}

function readEffect(place: Place, input: unknown): Effect | undefined {
  return effects.find((effect) => effect === input) ?? place.problem(`There is no effect ${quoted(input)}.${suggestion(input, effects)}`)
}

/** `stands`: of those that are right, also where one is wrong, so that the rest of the rule can be read. */
function readPermissions(place: Place, input: unknown, model: AccessModel): { permissions: string[] | undefined; stands: Permission[] } {
  const stands: Permission[] = []
  const permissions = place.list(input, { what: 'permissions', atLeast: 1, atMost: listLimit }, (at, text) => {
    const read = readPermission(at, text, model)
    stands.push(...(read?.stands ?? []))
    return read?.text
  })
  return { permissions, stands }
}

function readWho(place: Place, input: unknown, scope: LiteralScope): Who | undefined {
  if (input === 'everyone') return input
  const [kind, key] = typeof input === 'string' ? splitOnce(input) : []
  if (kind === 'role') {
    const role = readRole(place, key, scope)
    return role === undefined ? undefined : `role:${role}`
  }
  if (kind === 'team') {
    const id = readId(place, key, 'team', scope.known?.teams)
    return id === undefined ? undefined : `team:${id}`
  }
  if (kind === 'member') {
    const id = readId(place, key, 'member', scope.known?.members)
    return id === undefined ? undefined : `member:${id}`
  }
  return place.problem(`${quoted(input)} is nobody. It can be \`everyone\`, \`role:viewer\`, \`team:<id>\` or \`member:<id>\`.`)
}

function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

/** Of a rule or a role: they stand in addresses, traces and files. */
export function readKey(place: Place, input: unknown): string | undefined {
  if (typeof input === 'string' && /^[a-z\d][a-z\d-]{0,59}$/i.test(input)) return input
  return place.problem(`${quoted(input)} is no id. It is 1 to 60 letters, digits and dashes, and begins with a letter or digit.`)
}
