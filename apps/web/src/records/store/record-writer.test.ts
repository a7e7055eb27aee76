import { expect, test } from 'vitest'
import { ApiProblem } from '../../api.ts'
import type { RecordRow } from '../../api-types.ts'
import { deal, dealMeta } from '../model/fixture.ts'
import { RecordStore } from './record-store.ts'
import { RecordWriter, conflictingFields, type SendChange } from './record-writer.ts'

/** A server with one deal that keeps versions as the real one does. */
function server(first: RecordRow) {
  const state = { record: first, sent: [] as { version: number; body: Record<string, unknown> }[] }
  const send: SendChange = async (_meta, { version }, body) => {
    state.sent.push({ version, body })
    await new Promise((resolve) => setTimeout(resolve, 1))
    const stale = { code: 'stale_version', title: 'Changed', current: state.record }
    if (version !== state.record.version) throw new ApiProblem(409, stale)
    if (body['amount'] === -1)
      throw new ApiProblem(422, { code: 'invalid_input', title: 'Invalid', errors: [{ path: 'amount', message: 'Not below zero' }] })
    const owner = body['ownerId'] === 'b' ? { owner: { id: 'b', name: 'Bob' } } : {}
    state.record = { ...state.record, ...body, ...owner, version: version + 1 }
    return state.record
  }
  const store = new RecordStore()
  store.receive('deal', first)
  return { state, store, writer: new RecordWriter(store, send) }
}

const first = deal('1', 5, { amount: 100, closedOn: null, ownerId: 'a', owner: { id: 'a', name: 'Ada' } })

test('shows the change at once, saves it, and says how to undo it', async () => {
  const { store, writer } = server(first)
  const saving = writer.change(dealMeta, '1', { ownerId: 'b', owner: { id: 'b', name: 'Bob' } })
  expect(store.get('deal', '1')).toMatchObject({ ownerId: 'b', owner: { name: 'Bob' } })
  const outcome = await saving
  expect(outcome).toMatchObject({ kind: 'saved', undo: { ownerId: 'a', owner: { id: 'a', name: 'Ada' } } })
  expect(store.get('deal', '1')?.version).toBe(6)
})

test('undoing brings back what the server changed along with it', async () => {
  const won = deal('1', 5, { stageId: 'won', stage: { id: 'won', name: 'Won' }, closedOn: '2017-03-01' })
  const store = new RecordStore()
  store.receive('deal', won)
  const writer = new RecordWriter(store, async (_meta, { version }, body) => ({ ...won, ...body, closedOn: null, version: version + 1 }))
  const outcome = await writer.change(dealMeta, '1', { stageId: 'open', stage: { id: 'open', name: 'Open' } })
  expect(outcome).toMatchObject({ kind: 'saved', undo: { stageId: 'won', stage: { id: 'won', name: 'Won' }, closedOn: '2017-03-01' } })
})

test('sends fields alone, and nothing when nothing changes', async () => {
  const { state, writer } = server(first)
  await writer.change(dealMeta, '1', { ownerId: 'b', owner: { id: 'b', name: 'Bob' } })
  expect(state.sent).toEqual([{ version: 5, body: { ownerId: 'b' } }])
  expect(await writer.change(dealMeta, '1', { ownerId: 'b' })).toEqual({ kind: 'unchanged' })
  expect(state.sent).toHaveLength(1)
})

test('two changes at once build on each other', async () => {
  const { state, store, writer } = server(first)
  await Promise.all([writer.change(dealMeta, '1', { amount: 200 }), writer.change(dealMeta, '1', { closedOn: '2026-01-01' })])
  expect(state.sent.map(({ version }) => version)).toEqual([5, 6])
  expect(store.get('deal', '1')).toMatchObject({ amount: 200, closedOn: '2026-01-01', version: 7 })
})

test('a refused value falls back and is said beside its field', async () => {
  const { store, writer } = server(first)
  expect(await writer.change(dealMeta, '1', { amount: -1 })).toEqual({ kind: 'invalid', field: 'amount', message: 'Not below zero' })
  expect(store.get('deal', '1')?.['amount']).toBe(100)
})

test("another person's change of another field is no conflict", async () => {
  const { state, store, writer } = server(first)
  state.record = { ...first, version: 6, closedOn: '2026-02-02' }
  expect(await writer.change(dealMeta, '1', { amount: 300 })).toMatchObject({ kind: 'saved' })
  expect(store.get('deal', '1')).toMatchObject({ amount: 300, closedOn: '2026-02-02', version: 7 })
})

test('of the same field it is: both sides are kept for the reader to choose', async () => {
  const { state, store, writer } = server(first)
  state.record = { ...first, version: 6, amount: 999 }
  const outcome = await writer.change(dealMeta, '1', { amount: 300, closedOn: null })
  if (outcome.kind !== 'stale') throw new Error(`expected stale, got ${outcome.kind}`)
  expect(conflictingFields(outcome.conflict)).toEqual(['amount'])
  expect(store.get('deal', '1')).toMatchObject({ amount: 999, version: 6 })
  expect(await writer.change(dealMeta, '1', { amount: 300 })).toMatchObject({ kind: 'saved', undo: { amount: 999 } })
})
