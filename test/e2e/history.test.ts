import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fillWithDeals, register, type Organization } from './organization.ts'
import { Site } from './site.ts'
import { openList, signIn } from './visitor.ts'

let own: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Lumen Parts')
  await fillWithDeals(own)
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, own)
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

const trashed = async () => (await own.api.call<{ items: { name: string }[] }>('GET', '/deals?trash=true')).items.map(({ name }) => name)

test('a deleted deal leaves the list, and comes back by undo', async () => {
  await openList(page, '/deals?sort=name')
  await page.getByRole('grid').focus()
  await page.keyboard.press('#')
  await page.getByText('Deal 00 deleted').waitFor()
  await page.getByRole('row').filter({ hasText: 'Deal 00' }).waitFor({ state: 'detached' })
  expect(await trashed()).toEqual(['Deal 00'])
  await page.keyboard.press('z')
  await page.getByRole('row').filter({ hasText: 'Deal 00' }).waitFor()
  await expect.poll(trashed).toEqual([])
})

test('several are deleted together and restored from the trash', async () => {
  await openList(page, '/deals?sort=name')
  await page.getByRole('grid').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('toolbar', { name: 'Selected rows' })
  await bar.getByText('3 deals selected').waitFor()
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('3 deals deleted').waitFor()
  expect((await trashed()).toSorted()).toEqual(['Deal 00', 'Deal 01', 'Deal 02'])
  await page.goto('/trash')
  await page.getByRole('listitem').filter({ hasText: 'Deal 01' }).getByRole('button', { name: 'Restore' }).click()
  await page.getByText('Deal 01 is back').waitFor()
  expect((await trashed()).toSorted()).toEqual(['Deal 00', 'Deal 02'])
})

test('the timeline tells what happened, in words, with what it was and became', async () => {
  const { id, version } = await own.api.first('/deals?name=Deal%2010')
  await own.api.call('PATCH', `/deals/${id}`, { amount: 765_400 }, { 'if-match': `"${version}"` })
  await page.goto(`/deals/${id}`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  const entry = timeline.getByRole('button', { name: /changed amount/ })
  await entry.click()
  await timeline.getByRole('cell', { name: '$7,654.00' }).waitFor()
  await timeline.getByText(/Ada Lindqvist added this deal/).waitFor()
})

test('a note is written, reworded and deleted, and deleting is undone', async () => {
  const { id } = await own.api.first('/deals?name=Deal%2011')
  await page.goto(`/deals/${id}`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline.getByRole('textbox', { name: 'Write a note' }).fill('Wants delivery in May')
  await timeline.getByRole('button', { name: 'Add note' }).click()
  const note = timeline.getByRole('listitem').filter({ hasText: 'Wants delivery in May' })
  await note.hover()
  await note.getByRole('button', { name: 'Change the note' }).click()
  await timeline.getByRole('textbox', { name: 'Change the note' }).fill('Wants delivery in June')
  await page.keyboard.press('Control+Enter')
  const changed = timeline.getByRole('listitem').filter({ hasText: 'Wants delivery in June' })
  await changed.hover()
  await changed.getByRole('button', { name: 'Delete the note' }).click()
  await changed.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await changed.waitFor()
})
