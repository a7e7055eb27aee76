import type { OpContext } from '@freehold/kernel'
import type { CompiledRule } from '../engine/compiled-rule.ts'
import type { ContextFacts } from '../engine/facts.ts'
import type { Person } from '../engine/person.ts'
import type { ResourceModel } from '../model/model.ts'
import { snapshotNaming } from '../policy/mentioned.ts'
import { type Sentences, sentencesFor } from '../policy/sentences.ts'
import { actionsOf, Asker } from './asked.ts'
import type { Effective } from './explain-schema.ts'

type ResourcePermissions = Effective['resources'][number]
type Because = ResourcePermissions['actions'][string]['because']

/**
 * What a member may do, of one resource or all, with the rules that say so (issue: explain). Of oneself everybody may know, without the rules
 * and without fields that do not exist for him. Throws Problem `forbidden`, `not_found`, `invalid_input`.
 */
export async function effectivePermissions(
  ctx: OpContext,
  memberId: string | undefined,
  resourceName: string | undefined,
): Promise<Effective> {
  const asker = new Asker(ctx)
  const member = asker.member(memberId)
  const person = asker.person(member)
  const resources = resourceName === undefined ? asker.access.model.resources : [asker.resource(resourceName)]
  const sentences = sentencesFor(asker.access.model, await snapshotNaming(ctx))
  const reading: Reading = { asker, person, context: asker.moment(member), sentences }
  return { member: { id: member.id, name: member.name }, resources: resources.map((resource) => permissionsOn(reading, resource)) }
}

interface Reading {
  readonly asker: Asker
  /** Undefined: no active member, who may do nothing. */
  readonly person: Person | undefined
  readonly context: ContextFacts
  readonly sentences: Sentences
}

function permissionsOn(reading: Reading, resource: ResourceModel): ResourcePermissions {
  const { asker, person, context } = reading
  const actions = actionsOf(asker, resource).map((action) => {
    // By rules alone: that a record may be shared with somebody is true of everybody, and would make a grid of "some".
    const extent = person?.plan(action, resource.name, context).unshared.extent ?? ('none' as const)
    return [action, { extent, because: because(reading, person?.rulesAbout(action, resource.name)) }] as const
  })
  return { resource: resource.name, actions: Object.fromEntries(actions), fields: Object.fromEntries(fieldsOf(reading, resource)) }
}

function fieldsOf(reading: Reading, resource: ResourceModel): [string, ResourcePermissions['fields'][string]][] {
  const { asker, person, context } = reading
  return Object.keys(resource.record?.fields ?? {}).flatMap((field) => {
    const extentOf = (action: 'read' | 'update') => person?.fieldPlan(action, resource.name, field, context).extent ?? 'none'
    const read = extentOf('read')
    if (read === 'none' && !asker.mayKnowRules) return []
    const rules = [
      ...(person?.rulesAbout('read', resource.name, field) ?? []),
      ...(person?.rulesAbout('update', resource.name, field) ?? []),
    ]
    return [[field, { read, write: extentOf('update'), because: because(reading, rules) }]]
  })
}

/** Each rule once, however often it reaches the person. */
function because({ asker, sentences }: Reading, rules: readonly CompiledRule[] = []): Because {
  if (!asker.mayKnowRules) return []
  const byRule = new Map(rules.map(({ rule, effect }) => [rule, effect]))
  return [...byRule].map(([rule, effect]) => ({ rule, effect, sentence: sentences.ofId(rule) }))
}
