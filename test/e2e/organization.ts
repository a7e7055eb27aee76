import { randomBytes } from 'node:crypto'

/** An organization made through the API, for a test to find in the browser. */
export interface Organization {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly api: Api
}

export interface Row {
  readonly id: string
  readonly version: number
  readonly [field: string]: unknown
}

export class Api {
  readonly #url: string
  #cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async call<R = Row>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<R> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { origin: this.#url, cookie: this.#cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const [cookie] = response.headers.getSetCookie()
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? ''
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as R
  }

  async first(path: string): Promise<Row> {
    const { items } = await this.call<{ items: Row[] }>('GET', path)
    const [row] = items
    if (row === undefined) throw new Error(`${path} is empty`)
    return row
  }
}

export async function register(url: string, name: string): Promise<Organization> {
  const api = new Api(url)
  const person = { email: `ada.${randomBytes(4).toString('hex')}@example.com`, password: randomBytes(12).toString('base64url') }
  await api.call('POST', '/registrations', { ...person, name: 'Ada Lindqvist', organizationName: name })
  return { ...person, name, api }
}

export const agents = ['Maureen Marcano', 'Moses Frase', 'Darcel Schlecht'] as const

/** Three companies and agents, two products, 60 deals: of each agent four are won. */
export async function fillWithDeals({ api }: Organization): Promise<void> {
  const pipelines = await api.call<{ stages: { id: string; name: string }[] }[]>('GET', '/pipelines')
  const stages = new Map(pipelines[0]?.stages.map((stage) => [stage.name, stage.id]))
  const owners = await Promise.all(agents.map((name) => api.call('POST', '/members', { name })))
  const companies = await Promise.all(['Cancity', 'Isdom', 'Hottechi'].map((name) => api.call('POST', '/companies', { name })))
  const products = await Promise.all(['GTX Pro', 'MG Special'].map((name) => api.call('POST', '/products', { name })))
  const order = ['Won', 'Lost', 'Engaging', 'Prospecting', 'Engaging']
  for (let at = 0; at < 60; at += 1) {
    const stage = order[at % order.length] ?? ''
    await api.call('POST', '/deals', {
      name: `Deal ${String(at).padStart(2, '0')}`,
      companyId: companies[at % 3]?.id,
      productId: products[at % 2]?.id,
      ownerId: owners[at % 3]?.id,
      stageId: stages.get(stage),
      amount: 100_000 + at * 1_000,
      currency: 'USD',
      ...(stage === 'Won' && { closedOn: '2025-03-01' }),
    })
  }
}

/** Somebody invited and joined, with a session of their own. `id`: as a member. */
export async function join(
  url: string,
  { api: host, name: organization }: Organization,
  name: string,
  role: string,
): Promise<Organization & { readonly id: string }> {
  const person = { email: `${randomBytes(6).toString('hex')}@example.com`, password: randomBytes(12).toString('base64url') }
  const { link } = await host.call<Row & { link: string }>('POST', '/invitations', { email: person.email, role })
  const api = new Api(url)
  const session = await api.call<Row & { member: { id: string } }>(
    'POST',
    `/invitations/by-token/${link.split('/').at(-1) ?? ''}/acceptance`,
    {
      name,
      password: person.password,
    },
  )
  return { ...person, name: organization, api, id: session.member.id }
}
