import { expect, test } from 'vitest'
import { deal } from '../model/fixture.ts'
import { RecordStore } from './record-store.ts'

function stored(): RecordStore {
  const store = new RecordStore()
  store.receive('deal', deal('1', 3, { amount: 100, stage: 'open' }))
  return store
}

test('a change shows at once and becomes what the server said', () => {
  const store = stored()
  const settle = store.begin('deal', '1', { amount: 200 })
  expect(store.get('deal', '1')?.['amount']).toBe(200)
  expect(store.confirmed('deal', '1')?.['amount']).toBe(100)
  settle(deal('1', 4, { amount: 201 }))
  expect(store.get('deal', '1')).toMatchObject({ amount: 201, version: 4 })
  expect(store.isPending('deal', '1')).toBe(false)
})

test('a refused change falls away and leaves the other one under way', () => {
  const store = stored()
  const refused = store.begin('deal', '1', { amount: 200 })
  const other = store.begin('deal', '1', { stage: 'won' })
  refused()
  expect(store.get('deal', '1')).toMatchObject({ amount: 100, stage: 'won' })
  other(deal('1', 4, { amount: 100, stage: 'won' }))
  expect(store.get('deal', '1')).toMatchObject({ amount: 100, stage: 'won', version: 4 })
})

test('stale news changes nothing', () => {
  const store = stored()
  store.receive('deal', deal('1', 2, { amount: 1 }))
  expect(store.get('deal', '1')).toMatchObject({ amount: 100, version: 3 })
})

test('the view is the same object until something changes, and only its listeners hear', () => {
  const store = stored()
  store.receive('deal', deal('2'))
  const before = store.get('deal', '1')
  const heard: string[] = []
  const stop = store.subscribe('deal', '1', () => heard.push('1'))
  store.subscribe('deal', '2', () => heard.push('2'))
  expect(store.get('deal', '1')).toBe(before)
  store.receive('deal', deal('1', 4))
  expect(store.get('deal', '1')).not.toBe(before)
  stop()
  store.receive('deal', deal('1', 5))
  expect(heard).toEqual(['1'])
})

test('a value that is not sent any more is gone', () => {
  const store = stored()
  store.receive('deal', deal('1', 3, { stage: 'open' }))
  expect(store.get('deal', '1')).not.toHaveProperty('amount')
})

test('what nobody looks at is left when permissions changed', () => {
  const store = stored()
  store.receive('deal', deal('2'))
  store.subscribe('deal', '2', () => undefined)
  store.forgetUnseen()
  expect(store.get('deal', '1')).toBeUndefined()
  expect(store.get('deal', '2')).toBeDefined()
  store.forget('deal', '2')
  expect(store.get('deal', '2')).toBeUndefined()
})
