import { company } from './company/company.ts'
import { contact } from './contact/contact.ts'
import { deal } from './deal/deal.ts'
import { product } from './product/product.ts'

/** The kinds of records that have lists, totals, trash, import and export. */
export const crmObjects = [company, contact, product, deal] as const

export { company, contact, deal, product }
export { note } from './note/note.ts'
