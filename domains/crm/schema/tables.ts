/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface CrmCompany {
  address: string | null
  annual_revenue: number | null
  city: string | null
  classification: Generated<string>
  country: string | null
  created_at: Generated<string>
  currency: string
  deleted_at: string | null
  deleted_by: string | null
  domain: string | null
  employees: number | null
  external_id: string | null
  founded_year: number | null
  id: Generated<string>
  industry: string | null
  name: string
  node_id: string | null
  owner_id: string | null
  parent_id: string | null
  phone: string | null
  postal_code: string | null
  tags: Generated<string[]>
  team_id: string | null
  tenant_id: Generated<string>
  territory_id: string | null
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmContact {
  city: string | null
  classification: Generated<string>
  company_id: string | null
  country: string | null
  created_at: Generated<string>
  deleted_at: string | null
  deleted_by: string | null
  email: string | null
  external_id: string | null
  id: Generated<string>
  name: string
  node_id: string | null
  owner_id: string | null
  phone: string | null
  tags: Generated<string[]>
  team_id: string | null
  tenant_id: Generated<string>
  territory_id: string | null
  title: string | null
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmDeal {
  amount: number | null
  classification: Generated<string>
  closed_on: string | null
  company_id: string | null
  contact_id: string | null
  created_at: Generated<string>
  currency: string
  deleted_at: string | null
  deleted_by: string | null
  engaged_on: string | null
  expected_close_on: string | null
  external_id: string | null
  id: Generated<string>
  margin: number | null
  name: string
  node_id: string | null
  owner_id: string | null
  pipeline_id: string
  product_id: string | null
  stage_id: string
  tags: Generated<string[]>
  team_id: string | null
  tenant_id: Generated<string>
  territory_id: string | null
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmNote {
  author_id: string | null
  body: string
  company_id: string | null
  contact_id: string | null
  created_at: Generated<string>
  deal_id: string | null
  deleted_at: string | null
  deleted_by: string | null
  id: Generated<string>
  product_id: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmPipeline {
  created_at: Generated<string>
  id: Generated<string>
  name: string
  position: number
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmProduct {
  code: string | null
  created_at: Generated<string>
  currency: string
  deleted_at: string | null
  deleted_by: string | null
  description: string | null
  id: Generated<string>
  name: string
  price: number | null
  series: string | null
  status: Generated<string>
  tags: Generated<string[]>
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmSetting {
  created_at: Generated<string>
  currency: string
  id: Generated<string>
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface CrmStage {
  created_at: Generated<string>
  hue: string
  id: Generated<string>
  kind: string
  name: string
  pipeline_id: string
  position: number
  probability: number
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface Tables {
  'crm.company': CrmCompany
  'crm.contact': CrmContact
  'crm.deal': CrmDeal
  'crm.note': CrmNote
  'crm.pipeline': CrmPipeline
  'crm.product': CrmProduct
  'crm.setting': CrmSetting
  'crm.stage': CrmStage
}
