import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Site, password } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

describe('organizations and their people', () => {
  it('invites by a link that works once; the invited person sees why they may not invite others', async () => {
    const { page } = await site.founder('Gastgeber eG')
    await page.goto('/members')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await page.getByLabel('Email').fill('kim@example.org')
    await page.getByRole('button', { name: 'Create link' }).click()
    const link = new URL(await page.getByLabel('Invitation link').inputValue())

    const kim = await site.visitor()
    await kim.goto(link.pathname)
    await kim.getByRole('heading', { name: 'Join Gastgeber eG' }).waitFor()
    await kim.getByLabel('Your name').fill('Kim Doe')
    await kim.getByLabel('Password', { exact: true }).fill(password)
    await kim.keyboard.press('Enter')
    await kim.getByRole('heading', { name: 'Gastgeber eG', level: 1, exact: true }).waitFor()
    await kim.goto('/members')
    await kim.getByRole('button', { name: 'Invite', exact: true }).hover()
    await expect.poll(() => kim.getByRole('tooltip').textContent()).toContain('None of your roles lets you')

    const late = await site.visitor()
    await late.goto(link.pathname)
    await late.getByRole('heading', { name: 'This invitation cannot be used' }).waitFor()
  })

  it('shows nothing of one organization in another, and tells a tab that was left behind', async () => {
    const { page } = await site.founder('Erste GmbH')
    await page.evaluate(() =>
      fetch('/api/v1/companies', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Geheim & Söhne' }),
      }),
    )
    await page.goto('/companies')
    await page.getByText('Geheim & Söhne').first().waitFor()

    const left = await page.context().newPage()
    await left.goto('/companies')
    await left.getByText('Geheim & Söhne').first().waitFor()

    await page.getByRole('button', { name: 'Organization: Erste GmbH. Change' }).click()
    await page.getByRole('menuitem', { name: 'Create organization' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Zweite GmbH')
    await page.getByRole('button', { name: 'Create organization' }).click()
    await page.getByRole('heading', { name: 'Zweite GmbH', level: 1 }).waitFor()
    await page.getByText('Nothing is here yet').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Find, go, do').fill('Geheim')
    await page.getByText('No record, page or action has this in its name').waitFor()
    expect(await page.getByText('Geheim & Söhne').count()).toBe(0)

    await left.bringToFront()
    await left.getByRole('link', { name: /^Members/ }).click()
    await left.getByRole('heading', { name: 'You switched organization in another tab' }).waitFor()
    await left.getByRole('button', { name: 'Reload' }).click()
    await left.getByRole('heading', { name: 'Zweite GmbH', level: 1 }).waitFor()
  })

  it('says on every page that examples with a public password are here', async () => {
    const { page } = await site.founder('Beispiel AG')
    for (const path of ['/', '/deals', '/members', '/imports', '/trash']) {
      await page.goto(path)
      await page.getByRole('complementary', { name: 'Demonstration' }).waitFor()
    }
  })
})
