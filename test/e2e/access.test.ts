import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Site, password } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await Site.open()
})
afterEach(() => expect(site.faults()).toEqual([]))
afterAll(() => site[Symbol.asyncDispose]())

/** Through the page's own session: the API as the page uses it. */
async function post<R>(page: Page, path: string, body: object): Promise<R> {
  const answer = await page.evaluate(
    async ([address, text]) => {
      const response = await fetch(`/api/v1${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text ?? '',
      })
      return { ok: response.ok, text: await response.text() }
    },
    [path, JSON.stringify(body)],
  )
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.text}`)
  return JSON.parse(answer.text) as R
}

/** An owner with two deals, and Kim, a guest of the same organization. */
async function ownerAndGuest(organization: string): Promise<{ owner: Page; kim: Page }> {
  const { page: owner } = await site.founder(organization)
  for (const name of ['Nordlicht', 'Südwind']) await post(owner, '/companies', { name })
  const { link } = await post<{ link: string }>(owner, '/invitations', { email: `${crypto.randomUUID()}@example.org`, role: 'guest' })
  const kim = await site.visitor()
  await kim.goto(new URL(link).pathname)
  await kim.getByLabel('Your name').fill('Kim Doe')
  await kim.getByLabel('Password', { exact: true }).fill(password)
  await kim.keyboard.press('Enter')
  await kim.waitForURL((url) => url.pathname === '/')
  return { owner, kim }
}

async function saveDraft(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Save…' }).click()
  await page.getByLabel('Reason').fill(reason)
  await page.getByRole('button', { name: 'Save policy' }).click()
  await page.getByText(/^Version \d+ is in force$/).waitFor()
}

async function giveRole(page: Page, person: string, role: string): Promise<void> {
  await page.goto('/members')
  await page.getByRole('link', { name: person }).click()
  await page.getByRole('button', { name: 'Give role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Role').click()
  await page.getByRole('option', { name: role }).click()
  await dialog.getByRole('button', { name: 'Give role' }).click()
  await page.getByText(`${person} has the role ${role} now`).waitFor()
}

const sees = (page: Page, name: string) => page.getByText(name, { exact: true }).first().isVisible()

describe('who may do what, in the page', () => {
  it('makes a role from a template, changes its rule by sentence, previews, saves with a reason: the other page follows', async () => {
    const { owner, kim } = await ownerAndGuest('Leuchtturm AG')
    await kim.goto('/companies')
    expect(await sees(kim, 'Nordlicht')).toBe(false)

    await owner.goto('/roles')
    await owner.getByRole('button', { name: 'New role' }).click()
    await owner.getByRole('radio', { name: /Read-only auditor/ }).click()
    await owner.getByLabel('Name').fill('Wirtschaftsprüferin')
    await owner.getByRole('button', { name: 'Add role to draft' }).click()
    await owner.getByRole('columnheader', { name: /Wirtschaftsprüferin/ }).waitFor()
    await saveDraft(owner, 'The audit of 2026 begins')
    await giveRole(owner, 'Kim Doe', 'Wirtschaftsprüferin')
    await owner.getByRole('button', { name: 'See companies: all. Why' }).click()
    await owner.getByText(/^Wirtschaftsprüferin.* may see and export companies/).waitFor()

    await kim.goto('/companies')
    await kim.getByText('Nordlicht', { exact: true }).first().waitFor()

    await owner.goto('/policy')
    await owner.getByText(/ may see and export companies/).click()
    await owner.getByRole('button', { name: 'Remove Companies' }).click()
    await owner
      .getByText(/ may see and export contacts/)
      .first()
      .waitFor()
    await owner.getByRole('button', { name: 'Preview' }).click()
    await owner.getByText('See companies: all').waitFor()
    expect(await owner.getByText('(2 fewer)').first().isVisible()).toBe(true)
    expect(await owner.getByRole('button', { name: /^Kim Doe/ }).textContent()).toContain('losses')
    await saveDraft(owner, 'Companies are audited by somebody else')

    await kim.goto('/companies')
    await expect.poll(() => sees(kim, 'Nordlicht'), { timeout: 10_000 }).toBe(false)
    await owner.getByRole('tab', { name: 'Versions' }).click()
    await owner.getByText('Companies are audited by somebody else').waitFor()
    await owner.getByText('The audit of 2026 begins').waitFor()
  })

  it('puts a rule together from parts, says where a mistake is, and goes back to an earlier version', async () => {
    const { owner, kim } = await ownerAndGuest('Windrose eG')
    await owner.goto('/policy')
    await owner.getByRole('button', { name: 'Add rule' }).first().click()
    await owner.getByText('Guests may see deals.').first().waitFor()
    await owner.getByRole('button', { name: 'Add kind of record' }).click()
    await owner.getByRole('option', { name: 'Companies', exact: true }).click()
    await owner.keyboard.press('Escape')
    await owner.getByRole('button', { name: 'Remove Deals' }).click()
    await owner.getByRole('button', { name: 'Add condition' }).click()
    await owner.getByRole('option', { name: 'Name', exact: true }).click()
    await owner.getByRole('button', { name: /^Operator/ }).click()
    await owner.getByRole('menuitemcheckbox', { name: 'begins with' }).click()
    await owner.getByText('A mistake', { exact: true }).waitFor()
    expect(await owner.getByRole('button', { name: 'Save…' }).getAttribute('aria-disabled')).toBe('true')
    await owner.getByLabel('Value', { exact: true }).fill('Süd')
    await owner
      .getByText(/^Guests may see companies where .*Süd/)
      .first()
      .waitFor()
    await saveDraft(owner, 'Guests work on the south')

    await kim.goto('/companies')
    await kim.getByText('Südwind', { exact: true }).first().waitFor()
    expect(await sees(kim, 'Nordlicht')).toBe(false)

    await owner.goto('/policy?tab=fields&open=companies')
    await owner.getByRole('button', { name: 'Name for Guest: Open' }).waitFor()
    await owner.getByRole('button', { name: 'City for Guest: Open' }).click()
    await owner.getByRole('menuitemcheckbox', { name: /Hidden/ }).click()
    await owner.getByRole('button', { name: 'City for Guest: Hidden' }).waitFor()
    await saveDraft(owner, 'Guests need no towns')
    await kim.goto('/companies')
    await kim.getByText('Südwind', { exact: true }).first().waitFor()
    expect(await kim.getByRole('columnheader', { name: 'City' }).count()).toBe(0)

    await owner.goto('/policy?tab=versions&open=1')
    await owner.getByRole('button', { name: 'Revert to this' }).click()
    await owner.getByRole('heading', { name: 'Preview', level: 1 }).waitFor()
    await saveDraft(owner, 'Towns are useful after all')
    await owner.goto('/policy?tab=fields&open=companies')
    await owner.getByRole('button', { name: 'City for Guest: Open' }).waitFor()
  })

  it('keeps what is written as JSON in the draft, with mistakes at their lines', async () => {
    const { page } = await site.founder('Handschrift KG')
    await page.goto('/policy?tab=code')
    const text = page.getByLabel('Policy as JSON')
    const rule = { id: 'typo', effect: 'allow', who: ['role:viewr'], permissions: ['deals.read'] }
    await text.fill(JSON.stringify({ roles: [], rules: [rule], settings: { secondApprover: false, manyPeople: 25 } }, null, 1))
    await page.getByRole('button', { name: /^Line \d+: .*viewr/ }).waitFor()
    await text.fill('{ "roles": [')
    await page.getByText(/This is not JSON yet/).waitFor()
    await page.getByRole('button', { name: 'Back to the draft' }).click()
    await page.reload()
    await expect.poll(() => text.inputValue(), { timeout: 10_000 }).toContain('viewr')
    await text.fill((await text.inputValue()).replace('viewr', 'viewer'))
    await page.getByText('1 change', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('The draft was discarded').waitFor()
  })

  it('lets a risky change wait for a second person', async () => {
    const { owner, kim } = await ownerAndGuest('Vier Augen OHG')
    await owner.goto('/members')
    await owner.getByRole('button', { name: /^Role of Kim Doe/ }).click()
    await owner.getByRole('menuitem', { name: /^owner/i }).click()
    await owner.getByText('Kim Doe is owner now').waitFor()
    await owner.goto('/policy?tab=code')
    const rule = { id: 'no-export', effect: 'forbid', who: ['role:member'], permissions: ['deals.export'] }
    await owner
      .getByLabel('Policy as JSON')
      .fill(JSON.stringify({ roles: [], rules: [rule], settings: { secondApprover: true, manyPeople: 25 } }))
    await owner.getByText('2 changes').waitFor()
    await saveDraft(owner, 'Members take nothing along')

    await owner.goto('/policy?open=no-export')
    await owner.getByRole('button', { name: 'Actions for this rule' }).click()
    await owner.getByRole('menuitem', { name: 'Remove' }).click()
    await owner.getByRole('button', { name: 'Save…' }).click()
    await owner.getByText(/No longer holds/).waitFor()
    await owner.getByLabel('Reason').fill('They may after all')
    await owner.getByRole('button', { name: 'Ask for approval' }).click()
    await owner.getByRole('heading', { name: 'Your change waits for a second person' }).waitFor()
    expect(await owner.getByRole('button', { name: 'Approve' }).getAttribute('aria-disabled')).toBe('true')

    await kim.goto('/policy?tab=drafts')
    await kim.getByText('They may after all').waitFor()
    await kim.getByRole('button', { name: 'Approve' }).click()
    await kim.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await kim.getByText('The change is in force').waitFor()
    await kim.getByRole('tab', { name: /^Alerts/ }).click()
    await kim.getByRole('button', { name: 'Acknowledge' }).first().click()
    await kim.getByText('The alert is acknowledged').waitFor()
  })

  it('keeps places and teams by keyboard, and shows nothing of it to a guest', async () => {
    const { owner, kim } = await ownerAndGuest('Ortsnetz SE')
    await owner.goto('/hierarchy')
    await owner.getByText('No places yet').waitFor()
    for (const name of ['Ortsnetz SE', 'Norden', 'Kiel']) {
      await owner.keyboard.press('n')
      await owner.getByLabel('Name').fill(name)
      await owner.keyboard.press('Enter')
      await owner.getByRole('treeitem', { name: new RegExp(name) }).waitFor()
    }
    expect(await owner.getByRole('treeitem', { name: /Kiel/ }).getAttribute('aria-level')).toBe('3')
    await owner.getByRole('treeitem', { name: /Ortsnetz/ }).focus()
    await owner.keyboard.press('ArrowLeft')
    expect(await owner.getByRole('treeitem').count()).toBe(1)
    await owner.goto('/teams')
    await owner.getByRole('button', { name: 'New team' }).first().click()
    await owner.getByLabel('Name').fill('Außendienst')
    await owner.getByRole('button', { name: 'Create team' }).click()
    await owner.getByRole('button', { name: 'Add person' }).click()
    await owner.getByRole('option', { name: 'Kim Doe' }).click()
    await owner.getByText('Kim Doe is in Außendienst now').waitFor()

    expect(await kim.getByRole('link', { name: 'Policy' }).count()).toBe(0)
    await kim.goto('/policy')
    await kim.getByRole('heading', { name: 'This is not open to you' }).waitFor()
  })
})
