import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { Asking } from './asking.ts'
import { evaluate, evaluateAll } from './evaluation.ts'
import { idOf, interopActions, type InteropAction, type InteropPerson, type InteropRecord, openInterop } from './fixtures/interop.ts'
import { searchActions, searchResources, searchSubjects } from './search.ts'

/**
 * AuthZEN's search interop: 6 people, 20 records; 120 action, 18 resource and 60 subject searches. The scene is made here from what its
 * rules are about; with the published one all 198 answers agreed too (November 2026).
 */
const departments = ['Sales', 'Legal', 'Finance', 'Accounting']
const people: InteropPerson[] = ['manager', 'employee', 'contractor', 'manager', 'employee', 'contractor'].map((role, i) => ({
  id: `person-${i}`,
  role,
  department: departments[[0, 1, 1, 2, 2, 3][i] ?? 0] ?? '',
}))
const records: InteropRecord[] = Array.from({ length: 20 }, (_, i) => ({
  id: `record-${i}`,
  owner: `person-${i % 6}`,
  department: departments[(i * 7 + Math.floor(i / 3)) % 4] ?? '',
}))
const actions = Object.keys(interopActions) as InteropAction[]

/** The rules once more, as plainly as they are told. */
function may(person: InteropPerson, action: InteropAction, record: InteropRecord): boolean {
  const owns = record.owner === person.id
  const ofDepartment = record.department === person.department
  const manages = person.role === 'manager'
  if (action === 'view') return owns || ofDepartment || manages
  return action === 'edit' ? owns || (manages && ofDepartment) : owns
}

let db: TestDatabase
let asking: Asking
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  // The neighbour has records of the same people: none may ever show.
  await openInterop(
    db,
    db.globex,
    people,
    records.map((record) => ({ ...record, id: `theirs-${record.id}` })),
  )
  const { ctx, reader } = await openInterop(db, db.acme, people, records)
  asking = new Asking(ctx, reader)
})
afterAll(() => db.drop())

const member = (person: InteropPerson) => ({ type: 'member', id: idOf(person.id) })
const resource = (record: InteropRecord) => ({ type: 'record', id: idOf(record.id) })

describe('action searches', () => {
  it.each(people)('of $id, a $role of $department', async (person) => {
    for (const record of records) {
      const { results } = await searchActions(asking, { subject: member(person), resource: resource(record) })
      const expected = actions.filter((action) => may(person, action, record)).map((action) => interopActions[action])
      expect(
        results.map(({ name }) => name),
        record.id,
      ).toEqual(expected)
    }
  })
})

describe('resource searches, selected in SQL', () => {
  it.each(people)('of $id, a $role of $department', async (person) => {
    for (const action of actions) {
      const { results } = await searchResources(asking, { subject: member(person), action: { name: action }, resource: { type: 'record' } })
      const expected = records.filter((record) => may(person, action, record)).map((record) => idOf(record.id))
      expect(
        results.map(({ id }) => id),
        action,
      ).toEqual(expected.toSorted())
    }
  })
})

describe('subject searches', () => {
  it.each(actions)('for who may %s', async (action) => {
    for (const record of records) {
      const { results } = await searchSubjects(asking, {
        subject: { type: 'member' },
        action: { name: action },
        resource: resource(record),
      })
      const expected = people.filter((person) => may(person, action, record)).map((person) => idOf(person.id))
      const asker = asking.access.person?.memberId
      expect(
        results.map(({ id }) => id).filter((id) => id !== asker),
        record.id,
      ).toEqual(expected.toSorted())
    }
  })
})

it('evaluations say the same as searches, one by one and together', async () => {
  for (const person of people) {
    const evaluations = actions.flatMap((action) => records.map((record) => ({ action: { name: action }, resource: resource(record) })))
    const expected = actions.flatMap((action) => records.map((record) => may(person, action, record)))
    const all = await evaluateAll(asking, { subject: member(person), evaluations })
    expect('evaluations' in all && all.evaluations.map(({ decision }) => decision)).toEqual(expected)
  }
  const [person, record] = [people[0], records[0]]
  if (person === undefined || record === undefined) throw new Error('an empty scene')
  expect(await evaluate(asking, { subject: member(person), action: { name: 'delete' }, resource: resource(record) })).toEqual({
    decision: true,
    context: { reason: 'allowed', rule: 'own' },
  })
})
