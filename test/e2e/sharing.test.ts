import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fillWithDeals, join, register, type Organization, type Row } from './organization.ts'
import { Site } from './site.ts'
import { cellOf, openList, signIn } from './visitor.ts'

let own: Organization
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  own = await register(site.address, 'Lock & Key')
  await fillWithDeals(own)
  page = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(page, own)
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

const stored = (name: string) => own.api.first(`/deals?name=${encodeURIComponent(name)}`)

/** What an idle tab does by itself every half a minute, and when somebody comes back to it. */
async function comeBack(visitor: Page): Promise<void> {
  await visitor.evaluate(
    "document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); window.dispatchEvent(new Event('focus'))",
  )
}

async function visit(person: Organization): Promise<Page> {
  const visitor = await site.visitor({ viewport: { width: 1440, height: 900 } })
  await signIn(visitor, person)
  return visitor
}

async function shareInPage(deal: Row, name: string): Promise<void> {
  await page.goto(`/deals?record=${deal.id}`)
  await page.getByRole('button', { name: 'Share', exact: true }).waitFor()
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog', { name: /^Share / })
  await dialog.getByRole('combobox', { name: 'Person or team' }).click()
  await page.getByRole('option', { name }).click()
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await dialog.getByRole('region', { name: 'Shared with' }).getByText(name).waitFor()
}

test('a guest sees exactly the record that was shared with them, until it is taken back', async () => {
  const guest = await join(site.address, own, 'Gia Romano', 'guest')
  const deal = await stored('Deal 07')
  const other = await stored('Deal 08')
  const visitor = await visit(guest)
  await visitor.getByRole('heading', { name: 'Nothing is open to you yet' }).waitFor()
  await visitor.goto(`/deals/${deal.id}`)
  await visitor.getByRole('heading', { name: 'This is not open to you' }).waitFor()

  await shareInPage(deal, 'Gia Romano')
  await openList(visitor, '/deals')
  await visitor.getByRole('row', { name: /Deal 07/ }).waitFor()
  expect(await visitor.getByRole('row').count()).toBe(2)
  await visitor.getByText('A company you cannot see').waitFor()
  await visitor.goto(`/deals/${other.id}`)
  await visitor.getByRole('heading', { name: 'There is no such record' }).waitFor()

  await visitor.goto(`/deals/${deal.id}`)
  await visitor.getByRole('heading', { name: 'Deal 07' }).waitFor()
  await page.getByRole('button', { name: 'Stop sharing with Gia Romano' }).click()
  await page.getByText('No longer shared with Gia Romano').waitFor()
  await comeBack(visitor)
  await visitor.getByText('Deal 07 is closed to you now').waitFor()
  await expect.poll(() => new URL(visitor.url()).pathname).toBe('/deals')
})

test('taking access back can be undone, and a changed level stays', async () => {
  const guest = await join(site.address, own, 'Undo Uma', 'guest')
  const deal = await stored('Deal 10')
  await shareInPage(deal, 'Undo Uma')
  const dialog = page.getByRole('dialog', { name: /^Share / })
  await dialog.getByRole('button', { name: 'Access of Undo Uma: Can see' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Can edit' }).click()
  await dialog.getByRole('button', { name: 'Access of Undo Uma: Can edit' }).waitFor()
  const shares = () => own.api.call<{ items: Row[] }>('GET', `/deals/${deal.id}/shares`)
  await expect.poll(async () => (await shares()).items).toMatchObject([{ memberId: guest.id, level: 'editor', expiresAt: null }])
  await dialog.getByRole('button', { name: 'Stop sharing with Undo Uma' }).click()
  await expect.poll(async () => (await shares()).items).toEqual([])
  await page.getByText('No longer shared with Undo Uma').waitFor()
  await page.getByLabel('Messages').getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(async () => (await shares()).items).toMatchObject([{ memberId: guest.id, level: 'editor', expiresAt: null }])
  await dialog.getByRole('button', { name: 'Access of Undo Uma: Can edit' }).waitFor()
})

test('a record says who can see it and why', async () => {
  const deal = await stored('Deal 11')
  await shareInPage(deal, 'Gia Romano')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /people can see this deal/ }).click()
  const list = page.getByRole('dialog', { name: /people can see this deal/ })
  await list.getByText('Ada Lindqvist').waitFor()
  await list
    .getByRole('listitem')
    .filter({ hasText: 'Gia Romano' })
    .getByText(/[Ss]hared/)
    .waitFor()
})

test('a control that rests says why, and pressed whom to ask', async () => {
  const viewer = await visit(await join(site.address, own, 'Vera Viewer', 'viewer'))
  await openList(viewer, '/deals?sort=name')
  const create = viewer.getByRole('button', { name: 'New deal' })
  await create.hover()
  await viewer.getByRole('tooltip').waitFor()
  await create.dispatchEvent('click')
  const why = viewer.getByRole('dialog', { name: 'Why can’t I add deals?' })
  await why.getByText('Ask Ada Lindqvist.').waitFor()
  await viewer.keyboard.press('Escape')
  // The keyboard is refused in the same words, and the value stands.
  const cell = await cellOf(viewer, 'Deal 00', 'Amount')
  await cell.click()
  await viewer.keyboard.press('e')
  await viewer.getByLabel('Messages').getByRole('button', { name: 'Why can’t I?' }).click()
  await viewer.getByRole('dialog', { name: /^Why can’t I change/ }).waitFor()
  expect(await viewer.getByRole('textbox', { name: 'Amount' }).count()).toBe(0)
})

test('a right that is revoked elsewhere rests its controls in the open tab', async () => {
  const kim = await join(site.address, own, 'Kim Berger', 'member')
  const visitor = await visit(kim)
  await openList(visitor, '/deals?sort=name')
  const create = visitor.getByRole('button', { name: 'New deal' })
  expect(await create.getAttribute('aria-disabled')).toBeNull()
  await visitor.evaluate('globalThis.notReloaded = true')
  const { version } = await own.api.call('GET', `/members/${kim.id}`)
  await own.api.call('PATCH', `/members/${kim.id}`, { role: 'viewer' }, { 'if-match': `"${version}"` })
  await comeBack(visitor)
  await expect.poll(() => create.getAttribute('aria-disabled')).toBe('true')
  await expect.poll(async () => (await cellOf(visitor, 'Deal 00', 'Amount')).getAttribute('aria-readonly')).toBe('true')
  expect(await visitor.evaluate('globalThis.notReloaded')).toBe(true)
})
