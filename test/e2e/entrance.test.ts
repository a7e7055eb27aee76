import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Site, password } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

describe('coming in', () => {
  it('says beside the field what the server refuses, then lets in', async () => {
    const page = await site.visitor()
    await page.goto('/register')
    await page.getByLabel('Organization', { exact: true }).fill('Kontor Nord')
    await page.getByLabel('Your name').fill('Ana Weber')
    await page.getByLabel('Email').fill('ana@example.org')
    const secret = page.getByLabel('Password', { exact: true })
    await secret.fill('short')
    await page.getByRole('button', { name: 'Create organization' }).click()
    await expect.poll(() => secret.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByRole('alert').textContent()).toContain('at least')
    await secret.fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Kontor Nord', level: 1 }).waitFor()
    expect(await page.title()).toBe('Kontor Nord · Freehold')
  })

  it('asks a stranger to sign in and then goes where they wanted, nowhere else', async () => {
    const { page, email } = await site.founder('Zurück GmbH')
    await page.getByRole('button', { name: /theme, keyboard, sign out/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await page.goto('/members')
    await page.waitForURL('**/sign-in?to=%2Fmembers')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the right words at all')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Members' }).waitFor()
  })

  it.each(['//example.org', 'https://example.org', '/\\example.org', 'javascript:alert(1)'])(
    'does not follow %s after signing in',
    async (elsewhere) => {
      const { page, email } = await site.founder('Umleitung AG')
      await page.goto(`/sign-in?${new URLSearchParams({ to: elsewhere }).toString()}`)
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Umleitung AG', level: 1 }).waitFor()
      expect(new URL(page.url()).href).toBe(`${site.address}/`)
    },
  )

  it('loads less than 250 KB of compressed script for a first list', async () => {
    const { page } = await site.founder('Leicht KG')
    await page.goto('/deals')
    await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor()
    const bytes = await page.evaluate<number>(
      "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)",
    )
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(250_000)
  })
})
