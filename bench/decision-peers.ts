import { AbilityBuilder, createMongoAbility, type MongoAbility, subject } from '@casl/ability'
import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { type Enforcer, newEnforcer, newModelFromString } from 'casbin'
import { persons, type PlainPerson, type PlainRule, type Question, questions, rules } from './decision-rules.ts'

/** An engine that has been given the rules: whether it allows, saying which rule made it so. */
export type Engine = (question: Question) => boolean

function rulesOf(person: PlainPerson): PlainRule[] {
  return rules.filter((rule) => person.roles.includes(rule.role))
}

/** One ability for each person, kept. Denies are given last: in CASL the last rule wins. */
export function casl(): Engine {
  const abilities = new Map(persons.map((person) => [person.id, abilityOf(person)]))
  // CASL marks a record with its kind: done before, as a program that loads its records would.
  const marked = new Map(questions.map(({ resource, record }) => [record, subject(resource, { ...record.values })]))
  return ({ person, action, resource, record }) => {
    // With the rule, as ours: that is what can() asks for inside.
    const rule = abilities.get(person.id)?.relevantRuleFor(action, marked.get(record) ?? resource)
    return rule !== null && rule !== undefined && !rule.inverted
  }
}

function abilityOf(person: PlainPerson): MongoAbility {
  const builder = new AbilityBuilder<MongoAbility>(createMongoAbility)
  for (const { action, resource, denies, test } of rulesOf(person).toSorted((a, b) => Number(a.denies) - Number(b.denies))) {
    const conditions =
      test.kind === 'owner'
        ? { ownerId: person.id }
        : test.kind === 'place'
          ? { nodeId: { $in: [...person.places] } }
          : { amount: { $lt: test.below } }
    // The builder's types want a class for each kind of record; here kinds are names.
    builder.rules.push({ action, subject: resource, conditions, inverted: denies })
  }
  return builder.build()
}

const casbinModel = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = kind, act, test, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.act == p.act && r.obj.kind == p.kind && eval(p.test)
`

/** One enforcer for each person with that person's own twenty rules: with all thousand it would be fifty times slower. */
export async function casbin(): Promise<Engine> {
  const enforcers = new Map<string, Enforcer>()
  for (const person of persons) {
    const enforcer = await newEnforcer(newModelFromString(casbinModel))
    for (const { action, resource, denies, test } of rulesOf(person)) {
      const written =
        test.kind === 'owner'
          ? 'r.obj.ownerId == r.sub.id'
          : test.kind === 'place'
            ? 'r.obj.nodeId in r.sub.places'
            : `r.obj.amount < ${test.below}`
      await enforcer.addPolicy(resource, action, written, denies ? 'deny' : 'allow')
    }
    enforcers.set(person.id, enforcer)
  }
  return ({ person, action, resource, record }) =>
    enforcers.get(person.id)?.enforceExSync(person, { kind: resource, ...record.values }, action)[0] === true
}

/** All thousand rules, parsed once; principal and record travel with each question, as its interface wants it. */
export function cedarEngine(): Engine {
  const answer = cedar.preparsePolicySet('bench', {
    staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, cedarText(rule)])),
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('\n'))
  return ({ person, action, resource, record }) => {
    const principal = { type: 'Person', id: person.id }
    const asked = { type: resource, id: record.id }
    const decided = cedar.statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: action },
      resource: asked,
      context: {},
      preparsedPolicySetId: 'bench',
      entities: [
        { uid: principal, attrs: { places: [...person.places] }, parents: person.roles.map((id) => ({ type: 'Role', id })) },
        // An entity's own id is no attribute in Cedar: owners are compared as entities.
        { uid: asked, attrs: { ...record.values, owner: { __entity: { type: 'Person', id: record.values.ownerId } } }, parents: [] },
      ],
    })
    if (decided.type === 'failure') throw new Error(decided.errors.map((error) => error.message).join('\n'))
    // The rules that decided come with it: response.diagnostics.reason.
    return decided.response.decision === 'allow'
  }
}

function cedarText({ role, action, resource, denies, test }: PlainRule): string {
  const condition =
    test.kind === 'owner'
      ? 'resource.owner == principal'
      : test.kind === 'place'
        ? 'principal.places.contains(resource.nodeId)'
        : `resource.amount < ${test.below}`
  return `${denies ? 'forbid' : 'permit'} (principal in Role::"${role}", action == Action::"${action}", resource is ${resource}) when { ${condition} };`
}
