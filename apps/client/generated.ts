// Made from the API description by scripts/generate-client.ts; change the routes, not this file.
export type QueryText = string | number | boolean | readonly string[]
export type ProblemCode =
  | 'bad_request'
  | 'invalid_cursor'
  | 'not_signed_in'
  | 'sign_in_failed'
  | 'forbidden'
  | 'foreign_origin'
  | 'not_found'
  | 'no_such_route'
  | 'stale_version'
  | 'already_exists'
  | 'still_referenced'
  | 'wrong_state'
  | 'organization_switched'
  | 'gone'
  | 'too_large'
  | 'unsupported_file'
  | 'invalid_input'
  | 'idempotency_conflict'
  | 'version_required'
  | 'too_many_requests'
  | 'internal_error'
  | 'unavailable'
  | 'too_costly'
export type ObjectMeta = {
  name: string
  plural: string
  label: string
  pluralLabel: string
  icon: string
  nameField: string
  detailField?: string
  fields: readonly { [name: string]: unknown }[]
  defaultColumns: readonly string[]
  defaultSort: string
}
export type Record_ = { id: string; version: number; createdAt: string; updatedAt: string; deletedAt: string | null } & {
  [name: string]: unknown
}
export type Session = {
  user: { id: string; name: string; email: string }
  organization: { id: string; slug: string; name: string; currency: string; timeZone: string } | null
  member: { id: string; name: string; role: 'owner' | 'admin' | 'member' | 'viewer' } | null
  organizations: readonly { id: string; slug: string; name: string; role: 'owner' | 'admin' | 'member' | 'viewer' }[]
  demonstration: boolean
  permissions: { [name: string]: readonly string[] }
}
export interface Operations {
  /** createCompany */
  createCompany: {
    body: { [name: string]: unknown }
    idempotent: true
    answer: Record_
  }
  /** createContact */
  createContact: {
    body: { [name: string]: unknown }
    idempotent: true
    answer: Record_
  }
  /** createDeal */
  createDeal: {
    body: { [name: string]: unknown }
    idempotent: true
    answer: Record_
  }
  /** createOrganization */
  createOrganization: {
    body: { name: string }
    answer: Session
  }
  /** createProduct */
  createProduct: {
    body: { [name: string]: unknown }
    idempotent: true
    answer: Record_
  }
  /** deleteCompany */
  deleteCompany: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** deleteContact */
  deleteContact: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** deleteDeal */
  deleteDeal: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** deleteProduct */
  deleteProduct: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** exportCompanies */
  exportCompanies: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: Blob
  }
  /** exportContacts */
  exportContacts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: Blob
  }
  /** exportDeals */
  exportDeals: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: Blob
  }
  /** exportProducts */
  exportProducts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: Blob
  }
  /** getCompany */
  getCompany: {
    params: { id: string }
    answer: Record_
  }
  /** getContact */
  getContact: {
    params: { id: string }
    answer: Record_
  }
  /** getDeal */
  getDeal: {
    params: { id: string }
    answer: Record_
  }
  /** getProduct */
  getProduct: {
    params: { id: string }
    answer: Record_
  }
  /** getSession */
  getSession: {
    answer: Session
  }
  /** listCompanies */
  listCompanies: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: { items: readonly Record_[]; next: string | null; previous: null }
  }
  /** listCompanyTimeline */
  listCompanyTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: {
      items: readonly ({ id: string; at: string; action: string; sentence: string } & { [name: string]: unknown })[]
      next: string | null
    }
  }
  /** listContactTimeline */
  listContactTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: {
      items: readonly ({ id: string; at: string; action: string; sentence: string } & { [name: string]: unknown })[]
      next: string | null
    }
  }
  /** listContacts */
  listContacts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: { items: readonly Record_[]; next: string | null; previous: null }
  }
  /** listDealTimeline */
  listDealTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: {
      items: readonly ({ id: string; at: string; action: string; sentence: string } & { [name: string]: unknown })[]
      next: string | null
    }
  }
  /** listDeals */
  listDeals: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: { items: readonly Record_[]; next: string | null; previous: null }
  }
  /** listObjects */
  listObjects: {
    answer: readonly ObjectMeta[]
  }
  /** listProductTimeline */
  listProductTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: {
      items: readonly ({ id: string; at: string; action: string; sentence: string } & { [name: string]: unknown })[]
      next: string | null
    }
  }
  /** listProducts */
  listProducts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: { items: readonly Record_[]; next: string | null; previous: null }
  }
  /** register */
  register: {
    body: { name: string; email: string; password: string; organizationName: string }
    answer: Session
  }
  /** restoreCompany */
  restoreCompany: {
    params: { id: string }
    answer: Record_
  }
  /** restoreContact */
  restoreContact: {
    params: { id: string }
    answer: Record_
  }
  /** restoreDeal */
  restoreDeal: {
    params: { id: string }
    answer: Record_
  }
  /** restoreProduct */
  restoreProduct: {
    params: { id: string }
    answer: Record_
  }
  /** signIn */
  signIn: {
    body: { email: string; password: string }
    answer: Session
  }
  /** signOut */
  signOut: {
    answer: undefined
  }
  /** switchOrganization */
  switchOrganization: {
    body: { slug: string }
    answer: Session
  }
  /** totalCompanies */
  totalCompanies: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: {
      count?: number
      capped?: boolean
      sums?: { [name: string]: number }
      groups?: readonly { value: string | null; count: number; sums: { [name: string]: number } }[]
    }
  }
  /** totalContacts */
  totalContacts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: {
      count?: number
      capped?: boolean
      sums?: { [name: string]: number }
      groups?: readonly { value: string | null; count: number; sums: { [name: string]: number } }[]
    }
  }
  /** totalDeals */
  totalDeals: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: {
      count?: number
      capped?: boolean
      sums?: { [name: string]: number }
      groups?: readonly { value: string | null; count: number; sums: { [name: string]: number } }[]
    }
  }
  /** totalProducts */
  totalProducts: {
    query: {
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      trash?: QueryText | undefined
      q?: QueryText | undefined
    } & { readonly [name: string]: QueryText | undefined }
    answer: {
      count?: number
      capped?: boolean
      sums?: { [name: string]: number }
      groups?: readonly { value: string | null; count: number; sums: { [name: string]: number } }[]
    }
  }
  /** updateCompany */
  updateCompany: {
    params: { id: string }
    body: { [name: string]: unknown }
    version: true
    answer: Record_
  }
  /** updateContact */
  updateContact: {
    params: { id: string }
    body: { [name: string]: unknown }
    version: true
    answer: Record_
  }
  /** updateDeal */
  updateDeal: {
    params: { id: string }
    body: { [name: string]: unknown }
    version: true
    answer: Record_
  }
  /** updateProduct */
  updateProduct: {
    params: { id: string }
    body: { [name: string]: unknown }
    version: true
    answer: Record_
  }
}
export const operations: Readonly<Record<keyof Operations, string>> = {
  createCompany: 'POST /companies',
  createContact: 'POST /contacts',
  createDeal: 'POST /deals',
  createOrganization: 'POST /organizations',
  createProduct: 'POST /products',
  deleteCompany: 'DELETE /companies/{id}',
  deleteContact: 'DELETE /contacts/{id}',
  deleteDeal: 'DELETE /deals/{id}',
  deleteProduct: 'DELETE /products/{id}',
  exportCompanies: 'GET /companies/export',
  exportContacts: 'GET /contacts/export',
  exportDeals: 'GET /deals/export',
  exportProducts: 'GET /products/export',
  getCompany: 'GET /companies/{id}',
  getContact: 'GET /contacts/{id}',
  getDeal: 'GET /deals/{id}',
  getProduct: 'GET /products/{id}',
  getSession: 'GET /session',
  listCompanies: 'GET /companies',
  listCompanyTimeline: 'GET /companies/{id}/timeline',
  listContactTimeline: 'GET /contacts/{id}/timeline',
  listContacts: 'GET /contacts',
  listDealTimeline: 'GET /deals/{id}/timeline',
  listDeals: 'GET /deals',
  listObjects: 'GET /objects',
  listProductTimeline: 'GET /products/{id}/timeline',
  listProducts: 'GET /products',
  register: 'POST /registrations',
  restoreCompany: 'POST /companies/{id}/restoration',
  restoreContact: 'POST /contacts/{id}/restoration',
  restoreDeal: 'POST /deals/{id}/restoration',
  restoreProduct: 'POST /products/{id}/restoration',
  signIn: 'POST /sessions',
  signOut: 'DELETE /sessions/current',
  switchOrganization: 'PUT /session/organization',
  totalCompanies: 'GET /companies/totals',
  totalContacts: 'GET /contacts/totals',
  totalDeals: 'GET /deals/totals',
  totalProducts: 'GET /products/totals',
  updateCompany: 'PATCH /companies/{id}',
  updateContact: 'PATCH /contacts/{id}',
  updateDeal: 'PATCH /deals/{id}',
  updateProduct: 'PATCH /products/{id}',
}
