import type { ImportCatalog, ImportTarget } from '@freehold/records'
import { crmCatalog } from '../catalog.ts'
import { organizationCurrency } from '../setting/currency.ts'
import { importedMember } from './member-import.ts'
import { importSources } from './sources.ts'
import { countryNames, industryNames } from './words.ts'

const targets: readonly ImportTarget[] = [
  {
    type: crmCatalog.type('company'),
    matchBy: ['externalId', 'domain', 'name'],
    trash: true,
    vocabulary: { country: countryNames, industry: industryNames },
    firstPart: ['city'],
  },
  // Not by name: two people are often called the same.
  { type: crmCatalog.type('contact'), matchBy: ['externalId', 'email'], trash: true, vocabulary: { country: countryNames } },
  { type: crmCatalog.type('product'), matchBy: ['code', 'name'], trash: true },
  { type: crmCatalog.type('deal'), matchBy: ['externalId'], trash: true },
  { type: { object: importedMember, rules: {}, embedded: true }, matchBy: ['email', 'name'], trash: false },
]

/** What the CRM imports, by plural name. */
export const crmImports: ImportCatalog = {
  targets: new Map(targets.map((target) => [target.type.object.plural, target])),
  sources: importSources,
  currency: organizationCurrency,
}
