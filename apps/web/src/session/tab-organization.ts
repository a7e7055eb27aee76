/**
 * The organization this browser tab shows. Sent with each request, so that a switch in another tab is answered
 * with `organization_switched` and never with another organization's rows.
 */
let current: string | null = null

export function tabOrganization(): string | null {
  return current
}

export function setTabOrganization(slug: string | null): void {
  current = slug
}
