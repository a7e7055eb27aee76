import { expect, test } from 'vitest'
import type { Page, RecordRow } from '../../api-types.ts'
import { deal } from '../model/fixture.ts'
import { ListWindow, pageSize, virtualCount } from './list-window.ts'

/** A server with `total` rows; the cursor is the next row's number. */
function server(total: number) {
  const asked: string[] = []
  const load = async (cursor: string | undefined): Promise<Page<RecordRow>> => {
    asked.push(cursor ?? 'first')
    const from = Number(cursor ?? 0)
    const items = Array.from({ length: Math.min(pageSize, total - from) }, (_, at) => deal(String(from + at)))
    return { items, next: from + pageSize < total ? String(from + pageSize) : null, previous: null }
  }
  return { asked, load }
}

/** Lets every answered request be taken in. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('loads only what is scrolled to, page after page', async () => {
  const { asked, load } = server(1000)
  const list = new ListWindow(load, () => {})
  list.ensure(1)
  await settled()
  expect(list.state().ids).toHaveLength(pageSize)
  list.ensure(500)
  await settled()
  expect(asked).toEqual(['first', '200', '400'])
  expect(list.state()).toMatchObject({ complete: false, loading: false })
  list.ensure(99_999)
  await settled()
  expect(list.state()).toMatchObject({ complete: true })
  expect(list.state().ids).toHaveLength(1000)
  expect(asked).toHaveLength(5)
})

test('whoever hears of a page and asks for more starts no second reading', async () => {
  const { asked, load } = server(1000)
  const list = new ListWindow(load, () => {})
  list.subscribe(() => list.ensure(1000))
  list.ensure(1000)
  await settled()
  expect(asked).toEqual(['first', '200', '400', '600', '800'])
  expect(list.state().ids).toHaveLength(1000)
})

test('a page that failed is asked for again only when told', async () => {
  const { load } = server(300)
  let broken = true
  const list = new ListWindow(
    async (cursor) => {
      if (broken && cursor !== undefined) throw new Error('offline')
      return load(cursor)
    },
    () => {},
  )
  list.ensure(300)
  await settled()
  expect(list.state().ids).toHaveLength(200)
  expect(list.state().error).toBeInstanceOf(Error)
  list.ensure(300)
  await settled()
  expect(list.state().ids).toHaveLength(200)
  broken = false
  list.retry()
  await settled()
  expect(list.state()).toMatchObject({ complete: true, error: undefined })
  expect(list.state().ids).toHaveLength(300)
})

test('removed rows go back to their places', async () => {
  const { load } = server(5)
  const list = new ListWindow(load, () => {})
  list.ensure(1)
  await settled()
  const undo = list.remove(['1', '3'])
  expect(list.state().ids).toEqual(['0', '2', '4'])
  undo()
  expect(list.state().ids).toEqual(['0', '1', '2', '3', '4'])
})

test('a reload starts over, an answer to the old list is dropped', async () => {
  const answers: ((page: Page<RecordRow>) => void)[] = []
  const list = new ListWindow(
    () => new Promise((resolve) => answers.push(resolve)),
    () => {},
  )
  list.ensure(1)
  const again = list.reload()
  answers[0]?.({ items: [deal('old')], next: null, previous: null })
  answers[1]?.({ items: [deal('new')], next: null, previous: null })
  await again
  expect(list.state().ids).toEqual(['new'])
})

test('while a long list is read again its rows stand until theirs come', async () => {
  const { asked, load } = server(600)
  const list = new ListWindow(load, () => {})
  list.ensure(600)
  await settled()
  await list.reload()
  expect(asked).toEqual(['first', '200', '400', 'first'])
  expect(list.state().ids).toHaveLength(600)
  list.ensure(350)
  await settled()
  expect(asked.at(-1)).toBe('200')
  expect(new Set(list.state().ids).size).toBe(600)
})

test('the scrolled area holds the whole list when its size is known', () => {
  const state = { ids: ['a'], complete: false, loading: false, error: undefined }
  expect(virtualCount(state, { count: 8800, capped: false })).toBe(8800)
  expect(virtualCount(state, { count: 10_000, capped: true })).toBe(10_000)
  expect(virtualCount(state, undefined)).toBe(1 + pageSize)
  expect(virtualCount({ ...state, complete: true }, { count: 8800, capped: false })).toBe(1)
})

test('after a change of permissions old rows stand only until the first page', async () => {
  let total = 1000
  const list = new ListWindow(
    async (cursor) => server(total).load(cursor),
    () => {},
  )
  list.ensure(1000)
  await settled()
  total = 300
  const read = list.reload({ distrust: true })
  expect(list.state().ids).toHaveLength(1000)
  await read
  expect(list.state().ids).toHaveLength(pageSize)
})

test('after a change of permissions a list that may not be read shows nothing', async () => {
  let allowed = true
  const list = new ListWindow(
    async (cursor) => {
      if (!allowed) throw new Error('forbidden')
      return server(300).load(cursor)
    },
    () => {},
  )
  list.ensure(1)
  await settled()
  allowed = false
  await list.reload({ distrust: true })
  expect(list.state().ids).toEqual([])
})
