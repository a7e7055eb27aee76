import type { AccessModel, AccessResource, Attribute, Attributes } from '../types.ts'

type WrittenAttribute = Attribute & { name: string }

/** As the API writes it: attributes with their roots (`resource.ownerId`), fields as a list. */
export interface WrittenModel extends Pick<AccessModel, 'shareLevels' | 'templates'> {
  resources: readonly (Omit<AccessResource, 'record'> & {
    object: string | null
    attributes: readonly WrittenAttribute[]
    fields: readonly { name: string; label: string }[]
  })[]
  subject: readonly WrittenAttribute[]
  context: readonly WrittenAttribute[]
}

export function readModel({ resources, subject, context, shareLevels, templates }: WrittenModel): AccessModel {
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
    templates,
  }
}

function byName(attributes: readonly WrittenAttribute[]): Attributes {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name.slice(attribute.name.indexOf('.') + 1), attribute]))
}
