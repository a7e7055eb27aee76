import type { OpContext } from '@freehold/kernel'
import { accessOf } from '../engine/operation-access.ts'
import { operatorsFor } from '../language/operand-types.ts'
import { shareLevels } from '../language/policy.ts'
import type { RoleTemplate } from '../language/template.ts'
import type { AccessModel, Attributes, ResourceModel } from '../model/model.ts'
import { snapshotOf } from '../policy/proposal.ts'
import { type Sentences, sentencesFor } from '../policy/sentences.ts'
import { actionsOf, Asker } from './asked.ts'
import type { ModelView } from './model-schema.ts'

/** What rules can speak of, for the page that writes them. */
export function describeModel(ctx: OpContext, templates: readonly RoleTemplate[]): ModelView {
  ctx.authorize('read', 'policies')
  const { model } = accessOf(ctx)
  const asker = new Asker(ctx)
  return {
    resources: model.resources.map((resource) => describeResource(asker, resource)),
    subject: describeAttributes('subject', model.subject),
    context: describeAttributes('context', model.context),
    shareLevels: [...shareLevels],
    templates: templates.map((template) => describeTemplate(sentencesOf(ctx, model, template), template)),
  }
}

function describeResource(asker: Asker, resource: ResourceModel): ModelView['resources'][number] {
  const { name, area, singular, plural, record } = resource
  const actions = actionsOf(asker, resource)
  return {
    name,
    area,
    singular,
    plural,
    actions,
    least: Object.fromEntries(actions.map((action) => [action, resource.least[action]])),
    object: record?.object ?? null,
    attributes: describeAttributes('resource', record?.attributes ?? {}),
    fields: Object.entries(record?.fields ?? {}).map(([field, label]) => ({ name: field, label })),
    parents: (record?.parents ?? []).map((parent) => ({ ...parent })),
  }
}

function describeAttributes(root: 'resource' | 'subject' | 'context', attributes: Attributes): ModelView['subject'] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const { type, label, values, ordered, refers, unit } = attribute
    return {
      name: `${root}.${name}`,
      label,
      type,
      operators: operatorsFor(attribute),
      ...(values === undefined ? {} : { values: [...values] }),
      ...(ordered === undefined ? {} : { ordered }),
      ...(refers === undefined ? {} : { refers }),
      ...(unit === undefined ? {} : { unit }),
    }
  })
}

/** A template's role is in no document yet; sentences call it by the template's name. */
function sentencesOf(ctx: OpContext, model: AccessModel, { key, name }: RoleTemplate): Sentences {
  const snapshot = snapshotOf(ctx)
  return sentencesFor(model, { ...snapshot, policy: { ...snapshot.policy, roles: [...snapshot.policy.roles, { key, name }] } })
}

function describeTemplate(sentences: Sentences, { key, name, description, rules }: RoleTemplate): ModelView['templates'][number] {
  return { key, name, description, rules: [...rules], sentences: rules.map((rule) => sentences.of(rule)) }
}
