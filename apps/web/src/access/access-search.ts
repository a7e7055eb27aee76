/** Addresses of the pages of access: what stands after `?`. */

export function openSearch(raw: Record<string, unknown>): { open?: string } {
  const open = raw['open']
  return typeof open === 'string' && open !== '' ? { open } : {}
}

export interface GroupsSearch {
  tab?: 'teams' | 'territories'
  /** Id of the team or territory that is shown. */
  open?: string
}

export function groupsSearch(raw: Record<string, unknown>): GroupsSearch {
  return { ...openSearch(raw), ...(raw['tab'] === 'territories' && { tab: 'territories' as const }) }
}

export const policyTabs = ['rules', 'fields', 'code', 'drafts', 'versions', 'alerts'] as const
export type PolicyTab = (typeof policyTabs)[number]

export type PolicySearch = {
  tab?: PolicyTab
  /** Id of the rule whose editor is open, or number of the version that is shown. */
  open?: string
  /** Only rules that name this: `role:site-manager`. */
  who?: string
}

export function policySearch(raw: Record<string, unknown>): PolicySearch {
  const tab = policyTabs.find((known) => known === raw['tab'])
  const who = raw['who']
  return { ...openSearch(raw), ...(tab !== undefined && { tab }), ...(typeof who === 'string' && who !== '' && { who }) }
}
