import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'

/** A small object for tests, in the shape of `GET /objects`. */
function field(name: string, type: FieldMeta['type'], more: Partial<FieldMeta> = {}): FieldMeta {
  return {
    name,
    label: name,
    type,
    required: false,
    defaulted: false,
    readOnly: false,
    sortable: true,
    operators: ['eq', 'ne', 'in', 'empty'],
    importable: true,
    ...more,
  }
}

const ordered = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty']

export const dealMeta: ObjectMeta = {
  name: 'deal',
  plural: 'deals',
  label: 'Deal',
  pluralLabel: 'Deals',
  icon: 'handshake',
  nameField: 'name',
  sums: ['amount'],
  fields: [
    field('name', 'text', { required: true, operators: ['eq', 'contains'] }),
    field('companyId', 'reference', { reference: 'company', sortable: false }),
    field('stageId', 'reference', { reference: 'stage', sortable: false, required: true }),
    field('ownerId', 'reference', { reference: 'member', sortable: false }),
    field('amount', 'money', { operators: ordered }),
    field('seats', 'integer', { operators: ordered, min: 0 }),
    field('closedOn', 'date', { operators: ordered }),
    field('updatedAt', 'dateTime', { operators: ordered, readOnly: true }),
    field('tags', 'tags', { operators: ['contains', 'in', 'empty'], sortable: false }),
  ],
  defaultColumns: ['name', 'companyId', 'stageId', 'amount', 'closedOn'],
  defaultSort: '-updatedAt',
}

export function fieldNamed(name: string): FieldMeta {
  const found = dealMeta.fields.find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(`No field ${name}`)
  return found
}

export function deal(id: string, version = 1, more: Record<string, unknown> = {}): RecordRow {
  return { id, version, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', deletedAt: null, name: `Deal ${id}`, ...more }
}
