import { Catalog } from '@freehold/records'
import { company } from './company/company.ts'
import { companyRules } from './company/company-rules.ts'
import { contact } from './contact/contact.ts'
import { deal } from './deal/deal.ts'
import { dealRules } from './deal/deal-rules.ts'
import { note } from './note/note.ts'
import { noteRemarks } from './note/note-remarks.ts'
import { noteRules } from './note/note-rules.ts'
import { product } from './product/product.ts'
import { productRules } from './product/product-rules.ts'

/** The kinds of records of the CRM and what their references point at. */
export const crmCatalog = new Catalog({
  types: [
    { object: deal, rules: dealRules },
    { object: company, rules: companyRules },
    { object: contact },
    { object: product, rules: productRules },
    { object: note, rules: noteRules, embedded: true },
  ],
  targets: [
    { name: 'member', table: 'identity.member', nameColumn: 'name', trash: false, shows: [] },
    { name: 'team', table: 'access.team', nameColumn: 'name', trash: false, shows: [] },
    { name: 'territory', table: 'access.territory', nameColumn: 'name', trash: false, shows: [] },
    { name: 'node', table: 'access.node', nameColumn: 'name', trash: false, shows: [] },
    { name: 'pipeline', table: 'crm.pipeline', nameColumn: 'name', trash: false, shows: [] },
    { name: 'stage', table: 'crm.stage', nameColumn: 'name', trash: false, shows: ['kind', 'hue'] },
  ],
  remarks: noteRemarks,
})
