import { Problem } from '@freehold/kernel'
import { translateError, violatedConstraint } from '@freehold/postgres'
import type { Sight } from '../access/sight.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'

/**
 * Says which field a refusal of the database is about. A reference to another organization's record and one to a record that
 * does not exist are refused by the same foreign key and answered alike (T12). About a field that is hidden from whoever writes it says
 * only that there is a conflict.
 */
export function namingField({ whole: object, object: seen }: Sight, refusal: unknown): Error {
  const error = translateError(refusal)
  if (!(error instanceof Problem) || (error.code !== 'invalid_input' && error.code !== 'already_exists')) return error
  const { constraint, column } = violatedConstraint(error)
  const path = pathOf(object, constraint, column)
  if (path === undefined) return error
  if (seen.fields[path] === undefined)
    return new Problem(error.code, {
      detail: `This conflicts with something about ${object.pluralLabel.toLowerCase()} that you may not see.`,
      cause: error.extra.cause,
    })
  const label = object.fields[path]?.label ?? path
  const message =
    error.code === 'already_exists'
      ? `Another ${object.label.toLowerCase()} has this ${label.toLowerCase()} already.`
      : constraint?.endsWith('_fkey')
        ? `There is no such ${object.fields[path]?.reference ?? 'record'}.`
        : `${label} breaks a rule of the database.`
  return new Problem(error.code, { detail: message, errors: [{ path, message }], cause: error.extra.cause })
}

function pathOf(object: ObjectDefinition, constraint: string | undefined, column: string | undefined): string | undefined {
  const table = object.table.split('.')[1] ?? ''
  // As PostgreSQL names them: deal_amount_check, deal_tenant_id_company_id_fkey, deal_tenant_id_pipeline_id_stage_id_fkey; ours: deal_external_id.
  const middle =
    constraint
      ?.replace(`${table}_`, '')
      .replace(/^tenant_id_/, '')
      .replace(/_(check|fkey|key)$/, '') ?? column
  if (middle === undefined) return undefined
  const fields = Object.keys(object.fields).filter((name) => middle === columnOf(name) || middle.endsWith(`_${columnOf(name)}`))
  return fields.toSorted((a, b) => b.length - a.length)[0]
}
