import type { ReferenceSource } from '@freehold/records'

/** What cells of imported files may name. Stages and pipelines are set up by people: a typing mistake must not make one. */
const sources: readonly ReferenceSource[] = [
  {
    name: 'company',
    plural: 'companies',
    label: 'company',
    table: 'crm.company',
    nameColumn: 'name',
    trash: true,
    columnsOfNew: ({ currency }) => ({ currency }),
  },
  {
    name: 'contact',
    plural: 'contacts',
    label: 'contact',
    table: 'crm.contact',
    nameColumn: 'name',
    trash: true,
    columnsOfNew: () => ({}),
  },
  {
    name: 'product',
    plural: 'products',
    label: 'product',
    table: 'crm.product',
    nameColumn: 'name',
    trash: true,
    columnsOfNew: ({ currency }) => ({ currency }),
  },
  // People of the directory: known, may own records, cannot sign in until they are invited.
  {
    name: 'member',
    plural: 'members',
    label: 'member',
    table: 'identity.member',
    nameColumn: 'name',
    trash: false,
    columnsOfNew: () => ({}),
  },
  { name: 'team', plural: 'teams', label: 'team', table: 'access.team', nameColumn: 'name', trash: false },
  { name: 'territory', plural: 'territories', label: 'territory', table: 'access.territory', nameColumn: 'name', trash: false },
  { name: 'node', plural: 'places', label: 'place', table: 'access.node', nameColumn: 'name', trash: false },
  { name: 'pipeline', plural: 'pipelines', label: 'pipeline', table: 'crm.pipeline', nameColumn: 'name', trash: false },
  { name: 'stage', plural: 'stages', label: 'stage', table: 'crm.stage', nameColumn: 'name', trash: false },
]

export const importSources: ReadonlyMap<string, ReferenceSource> = new Map(sources.map((source) => [source.name, source]))
