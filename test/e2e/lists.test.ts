import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { agents, fillWithDeals, register, type Organization } from './organization.ts'
import { Site } from './site.ts'
import { activeCell, cellOf, openList, signIn } from './visitor.ts'

let own: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Meridian Hardware')
  await fillWithDeals(own)
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, own)
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

test('a list shows its rows, how many there are and what they add up to', async () => {
  await openList(page, '/deals')
  const grid = page.getByRole('grid', { name: 'Deals' })
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('61')
  await page.getByText('60 deals').waitFor()
  await page.getByText('$77,700').waitFor()
  // Only what is seen is drawn.
  expect(await grid.getByRole('row').count()).toBeLessThan(45)
})

test('the won deals of one agent are found by the keyboard alone', async () => {
  await openList(page, '/deals')
  await page.keyboard.press('f')
  await page.getByPlaceholder('Filter by field, stage or person').waitFor()
  await page.keyboard.type('won')
  await page.getByRole('option', { name: 'Stage is Won' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('12 deals').waitFor()
  await page.keyboard.press('f')
  await page.getByPlaceholder('Filter by field, stage or person').waitFor()
  await page.keyboard.type('maureen')
  await page.getByRole('option', { name: `Owner is ${agents[0]}` }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('4 deals').waitFor()
  expect(new URL(page.url()).search).toMatch(/stageId\.in=.*ownerId\.in=/)

  // The keyboard is on the rows, without the mouse having been there.
  await page.keyboard.press('ArrowDown')
  const name = await activeCell(page)
  expect(name).toMatch(/^Deal \d\d$/)
  await page.keyboard.press('Space')
  const panel = page.getByRole('complementary', { name: 'Deal beside the list' })
  await panel.getByRole('heading', { name }).waitFor()
  await page.keyboard.press('j')
  await panel.getByRole('heading', { name }).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('a filtered and sorted list is a link', async () => {
  await openList(page, '/deals?amount.gte=150000&sort=-amount')
  await page.getByText('10 deals').waitFor()
  await page.getByText('Amount is at least').waitFor()
  expect(await page.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('descending')
  expect(await (await cellOf(page, 'Deal 59', 'Amount')).innerText()).toBe('$1,590')
  expect(await page.locator('[aria-rowindex="2"]').innerText()).toContain('Deal 59')
  await page.getByRole('searchbox', { name: 'Find deals' }).fill('Deal 57')
  await page.getByText('1 deal', { exact: true }).waitFor()
  expect(page.url()).toContain('q=Deal+57')
})

test('columns stay as wide and in the order one left them', async () => {
  await openList(page, '/deals')
  const header = page.getByRole('columnheader', { name: 'Company' })
  const before = (await header.boundingBox())?.width ?? 0
  await header.locator('[data-header]').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await openList(page, '/deals')
  expect((await header.boundingBox())?.width).toBe(before + 16)
  expect(await header.getAttribute('aria-colindex')).toBe('4')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitem', { name: 'Reset columns' }).click()
  await expect.poll(() => header.getAttribute('aria-colindex')).toBe('3')
  await page.keyboard.press('Escape')
})

test('on a phone a list is cards and a record a page', async () => {
  const phone = await site.visitor({ viewport: { width: 390, height: 844 } })
  await signIn(phone, own)
  await phone.goto('/deals?sort=name')
  await phone.getByRole('list', { name: 'Deals' }).getByText('Deal 00').click()
  await phone.getByRole('heading', { level: 1, name: 'Deal 00' }).waitFor()
  expect(new URL(phone.url()).pathname).toMatch(/^\/deals\/[0-9a-f-]{36}$/)
})
