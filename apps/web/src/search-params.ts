/** A list's address is the API's own query: what stands in the URL can be sent as it is. */
export interface ListSearch {
  view?: 'table' | 'board'
  /** Id of the record open beside the list. */
  record?: string
  sort?: string
  q?: string
  /** Visible columns in order, comma separated, when not the default ones. */
  columns?: string
  /** `field.operator` or `field`: 'stageId.in', 'amount.gte', 'ownerId'. */
  [filter: string]: string | undefined
}

export function listSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {}
  for (const [key, value] of Object.entries(raw)) {
    if (typeof value !== 'string' || value === '' || key === 'view') continue
    search[key] = value
  }
  if (raw['view'] === 'board') search.view = 'board'
  return search
}

/** Plain `key=value` pairs; the router's own form would put JSON there. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) if (typeof value === 'string' && value !== '') params.append(key, value)
  // Commas and colons stay readable; the query grammar allows them bare.
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}
