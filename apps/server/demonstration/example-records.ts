import { crmCatalog, readStages } from '@freehold/crm'
import { ensureDirectory, findMembersByName, memberKey } from '@freehold/identity'
import type { Organization } from '@freehold/identity'
import { insertMany } from '@freehold/records'
import type { Values } from '@freehold/records'
import type { Tx } from '@freehold/tenancy'
import { exampleOrganizations } from './example-organizations.ts'
import type { ExampleOrganization } from './example-organizations.ts'

type OwnerOf = (index: number) => string | null

/** Fills an example organization, and leaves every other alone. In the transaction that prepares it: all or nothing, and once. */
export async function prepareExample(tx: Tx, organization: Organization): Promise<void> {
  const example = exampleOrganizations.find((one) => one.slug === organization.slug)
  if (example === undefined) return
  const names = example.agents.map(([name]) => name)
  if ((await findMembersByName(tx, names)).size > 0) return
  const { ids } = await ensureDirectory(
    tx,
    example.agents.map(([name, office]) => ({ name, office })),
  )
  const ownerOf: OwnerOf = (index) => ids.get(memberKey(names[index % names.length] ?? '')) ?? null
  const companies = await insert(tx, 'company', companyRows(example, ownerOf))
  const contacts = await insert(tx, 'contact', contactRows(example, companies, ownerOf))
  const products = await insert(tx, 'product', productRows(example))
  const stages = await stageIds(tx)
  const deals = await insert(tx, 'deal', dealRows(example, { companies, contacts, products, stages }, ownerOf))
  await insert(
    tx,
    'note',
    example.notes.map((body, index) => ({ body, dealId: deals[index] ?? null })),
  )
}

async function insert(tx: Tx, object: string, rows: readonly Values[]): Promise<string[]> {
  const outcomes = await insertMany(tx, crmCatalog.type(object), rows)
  return outcomes.map(({ id, errors }, index) => {
    if (id === null) throw new Error(`The example ${object} ${index} breaks a rule: ${JSON.stringify(errors)}`)
    return id
  })
}

function companyRows({ companies, currency }: ExampleOrganization, ownerOf: OwnerOf): Values[] {
  return companies.map(([name, industry, country, city, employees, revenue, foundedYear], index) => ({
    name,
    domain: `https://${webName(name)}.example`,
    industry,
    country,
    city,
    employees,
    annualRevenue: revenue * 100,
    currency,
    foundedYear,
    ownerId: ownerOf(index),
    tags: index % 4 === 0 ? ['key account'] : [],
  }))
}

function contactRows({ contacts, companies }: ExampleOrganization, ids: readonly string[], ownerOf: OwnerOf): Values[] {
  return contacts.map(([name, title, company]) => ({
    name,
    title,
    email: `${webName(name)}@${webName(companies[company]?.[0] ?? '')}.example`,
    companyId: ids[company] ?? null,
    country: companies[company]?.[2] ?? null,
    city: companies[company]?.[3] ?? null,
    ownerId: ownerOf(company),
  }))
}

function productRows({ products, currency }: ExampleOrganization): Values[] {
  return products.map(([name, code, series, price]) => ({ name, code, series, price: price * 100, currency }))
}

/** Weighted as a year of sales looks: more is decided than open. */
const stagePattern = ['Won', 'Engaging', 'Lost', 'Won', 'Proposal', 'Prospecting', 'Won', 'Lost', 'Engaging', 'Won'] as const

interface Parts {
  readonly companies: readonly string[]
  readonly contacts: readonly string[]
  readonly products: readonly string[]
  readonly stages: ReadonlyMap<string, string>
}

/** Names come from company and product. Steps of 5, 3 and 7 pair everything with everything else over the sixty. */
function dealRows(example: ExampleOrganization, { companies, contacts, products, stages }: Parts, ownerOf: OwnerOf): Values[] {
  return Array.from({ length: example.deals }, (_, index): Values => {
    const company = (index * 5) % companies.length
    const product = (index * 3) % products.length
    const stage = stagePattern[(index * 7) % stagePattern.length] ?? 'Engaging'
    const closed = stage === 'Won' || stage === 'Lost'
    const engagedDaysAgo = closed ? 40 + ((index * 11) % 250) : 3 + ((index * 5) % 60)
    return {
      companyId: companies[company] ?? null,
      contactId: contacts[example.contacts.findIndex(([, , at]) => at === company)] ?? null,
      productId: products[product] ?? null,
      stageId: stages.get(stage) ?? null,
      ownerId: ownerOf(index),
      amount: (example.products[product]?.[3] ?? 0) * (1 + (index % 6)) * 100,
      margin: (example.products[product]?.[3] ?? 0) * (1 + (index % 6)) * (18 + ((index * 7) % 23)),
      currency: example.currency,
      engagedOn: stage === 'Prospecting' ? null : daysFromNow(-engagedDaysAgo),
      ...(closed
        ? { closedOn: daysFromNow(-engagedDaysAgo + 20 + (index % 20)) }
        : { expectedCloseOn: daysFromNow(10 + ((index * 7) % 80)) }),
      tags: index % 9 === 0 ? ['trade fair'] : [],
    }
  })
}

async function stageIds(tx: Tx): Promise<ReadonlyMap<string, string>> {
  return new Map((await readStages(tx)).map((stage) => [stage.name, stage.id]))
}

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** `Clínica Miramar` → `clinica-miramar`. */
function webName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
