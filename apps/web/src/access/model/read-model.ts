import type * as wire from '@freehold/client'
import type { AccessModel, Attributes, Rule } from '../types.ts'

/** The API writes attributes with their roots (`resource.ownerId`) and fields as lists; here both are found by name. */
export function readModel({ resources, subject, context, shareLevels, templates }: wire.AccessModel): AccessModel {
  return {
    resources: resources.map(({ object, attributes, fields, ...resource }) => ({
      ...resource,
      record:
        object === null
          ? null
          : { object, attributes: byName(attributes), fields: Object.fromEntries(fields.map(({ name, label }) => [name, label])) },
    })),
    subject: byName(subject),
    context: byName(context),
    shareLevels,
    templates: templates.map((template) => ({ ...template, rules: template.rules as readonly Rule[] })),
  }
}

function byName(attributes: readonly wire.AccessAttribute[]): Attributes {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name.slice(attribute.name.indexOf('.') + 1), attribute]))
}
