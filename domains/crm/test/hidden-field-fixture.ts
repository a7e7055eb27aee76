import { createRecord, deleteRecord, type Field, type RecordType, updateRecord, type Values } from '@freehold/records'
import type { Role } from '@freehold/kernel'
import type { TestDatabase, TestOrganization } from '../../../test/harness/database.ts'
import { crmCatalog, listPipelines } from '../index.ts'
import { stageIds } from './fixture.ts'

/** What references of an organization's records can point at, three of each kind, by target. */
export type Targets = Readonly<Record<string, readonly string[]>>

export async function makeTargets(organization: TestOrganization): Promise<Targets> {
  const owner = organization.as('owner')
  const three = async (name: string, values: (i: number) => Values): Promise<string[]> => {
    const ids: string[] = []
    for (const i of [1, 2, 3]) ids.push((await createRecord(owner, crmCatalog, crmCatalog.type(name), values(i))).id)
    return ids
  }
  const stages = await stageIds(organization)
  const member = (role: Role): string => {
    const { actor } = organization.as(role)
    return actor.kind === 'member' ? actor.id : ''
  }
  const each = <T>(make: (i: number) => Promise<T>): Promise<T[]> =>
    [1, 2, 3].reduce<Promise<T[]>>(async (all, i) => [...(await all), await make(i)], Promise.resolve([]))
  return {
    company: await three('company', (i) => ({ name: `Target company ${i}` })),
    contact: await three('contact', (i) => ({ name: `Target contact ${i}` })),
    product: [
      ...(await three('product', (i) => ({ name: `Target product ${i}` }))),
      // Of notes that the reader is to see all of.
      (await createRecord(owner, crmCatalog, crmCatalog.type('product'), { name: 'Target product 4' })).id,
    ],
    deal: await three('deal', (i) => ({ name: `Target deal ${i}`, stageId: stages['Prospecting'] ?? '' })),
    member: [member('owner'), member('admin'), member('viewer')],
    pipeline: await each(() => pipelineOf(organization)),
    stage: [stages['Prospecting'] ?? '', stages['Engaging'] ?? '', stages['Proposal'] ?? ''],
    won: [stages['Won'] ?? ''],
    team: await each((i) => organization.team(`Team ${i}`)),
    territory: await each((i) => organization.territory(`Territory ${i}`)),
    node: await each((i) => organization.node(`Site ${i}`, 'site')),
  }
}

async function pipelineOf(organization: TestOrganization): Promise<string> {
  return (await listPipelines(organization.as('owner')))[0]?.id ?? ''
}

/** Three different values of a field: the first two are kept from the reader, the third is what he tries to write. */
export function valuesOf(field: Field, targets: Targets): readonly Values[string][] {
  const samples: Record<Field['type'], readonly Values[string][]> = {
    text: ['Xyzzy Alpha', 'Quuux Beta', 'Corge Gamma'].map((text) => text.slice(0, field.maxLength)),
    longText: ['Xyzzy alpha', 'Quuux beta', 'Corge gamma'],
    email: ['xyzzy@alpha.example', 'quuux@beta.example', 'corge@gamma.example'],
    phone: ['+49 30 111111', '+49 30 222222', '+49 30 333333'],
    url: ['xyzzy.example', 'quuux.example', 'corge.example'],
    currency: ['CHF', 'JPY', 'NOK'],
    integer: [2001, 2002, 2003],
    money: [111_111, 222_222, 333_333],
    date: ['2021-01-01', '2022-02-02', '2023-03-03'],
    dateTime: ['2021-01-01T00:00:00Z', '2022-02-02T00:00:00Z', '2023-03-03T00:00:00Z'],
    choice: [0, 1, 0].map((i) => field.choices?.[i]?.value ?? ''),
    reference: targets[field.reference ?? ''] ?? [],
    tags: [['xyzzy'], ['quuux'], ['corge']],
  }
  return samples[field.type]
}

/** Least values of a record, the same in both organizations. */
function leastOf(type: RecordType, targets: Targets, name: string, field: string): Values {
  switch (type.object.name) {
    case 'deal':
      // An open deal has no closing date.
      return { name, stageId: (field === 'closedOn' ? targets['won']?.[0] : targets['stage']?.[2]) ?? '' }
    case 'note':
      return { body: name, productId: targets['product']?.[2] ?? '' }
    default:
      return { name }
  }
}

export interface Subjects {
  /** Has the secret, and had another one before. */
  readonly secret: string
  readonly version: number
  /** Another that is the same in both organizations. */
  readonly other: string
  /** In the trash, with the secret. */
  readonly trashed: string
}

/**
 * Records of one kind that differ between two organizations in nothing but one field: with a secret, without, in the trash with it.
 * `own`: what makes the other one the reader's own.
 */
export async function makeSubjects(
  organization: TestOrganization,
  type: RecordType,
  field: string,
  secret: { now: Values[string]; before: Values[string] },
  context: { targets: Targets; own: Values },
): Promise<Subjects> {
  const { targets, own } = context
  const owner = organization.as('owner')
  const least = (name: string): Values => leastOf(type, targets, name, field)
  const make = (values: Values) => createRecord(owner, crmCatalog, type, withField(type, values, field))
  const first = await make({ ...least('Subject'), [field]: secret.before })
  const second = await updateRecord(owner, crmCatalog, type, first.id, first.version, writable(type, field, { [field]: secret.now }))
  const visible = visibleField(type, field)
  const third = await updateRecord(owner, crmCatalog, type, first.id, second.version, visible)
  const other = await make({ ...least('Other'), ...own })
  const trashed = await make({ ...least('Trashed'), [field]: type.object.uniques.includes(field) ? `${String(secret.now)}t` : secret.now })
  await deleteRecord(owner, crmCatalog, type, trashed.id, trashed.version)
  return { secret: first.id, version: third.version, other: other.id, trashed: trashed.id }
}

/** A note is about exactly one record; a field that only the server writes is not given. */
function withField(type: RecordType, values: Values, field: string): Values {
  const isSubject =
    type.object.name === 'note' && field !== 'productId' && values[field] !== undefined && field.endsWith('Id') && field !== 'authorId'
  return writable(type, field, isSubject ? { ...values, productId: null } : values)
}

function writable(type: RecordType, field: string, values: Values): Values {
  if (type.object.fields[field]?.readOnly !== true) return values
  const { [field]: _, ...rest } = values
  return rest
}

/** A change that whoever does not see the field does see. */
function visibleField(type: RecordType, hidden: string): Values {
  if (type.object.name === 'note') return hidden === 'body' ? {} : { body: 'Subject changed' }
  return hidden === 'name' ? { tags: ['changed'] } : { name: 'Subject changed' }
}

/** Takes everything away that a round has made, past triggers, so that the next one begins with the same in both organizations. */
export async function clear(db: TestDatabase, kept: readonly string[]): Promise<void> {
  await db.admin(async (client) => {
    await client.query('begin')
    await client.query(`set local session_replication_role = replica`)
    for (const object of ['note', 'deal', 'contact', 'product', 'company']) {
      await client.query(`delete from crm.${object} where id <> all($1::uuid[])`, [kept])
    }
    await client.query('delete from ledger.entry')
    for (const table of ['import_failure', 'import_link', 'import_progress', 'import_chunk', 'import_mapping', 'import', 'idempotency_key'])
      await client.query(`delete from records.${table}`)
    await client.query('commit')
  })
}
