import { columnOf } from '../definition/object.ts'
import type { Binder } from '../list/binder.ts'
import { denialsSql, type Denials } from './denial.ts'
import { seesAny, type Sight } from './sight.ts'

/** Rows that somebody may see, as table `t`. */
export interface RowSource {
  /** Behind `from`. */
  readonly from: string
  /** Begins with ` and `, or is empty. */
  readonly condition: string
}

/**
 * The records that whoever asks may see, as he sees them: parts that exclude each other, usually one. Where nothing is kept from him
 * it is the table itself. Fields that are hidden in some records are replaced where the rows come from, so that whatever a statement
 * does with a column (filter, sort, add up, group, search, show) it does with what may be seen. The planner dissolves such a
 * sub-select; what is not hidden keeps its indexes. `denials`: what each record answers as denied, as column `$denied`.
 */
export function sourcesOf(sight: Sight, binder: Binder, denials?: Denials): RowSource[] {
  const { table } = sight.whole
  const plain = sight.masks.size === 0 && (denials === undefined || denials.some.length === 0)
  const alias = plain ? 't' : 'r'
  const branches = sight.rows === undefined ? ['true'] : sight.rows.branches(alias, binder.access)
  if (plain) return (branches.length === 0 ? ['false'] : branches).map((branch) => ({ from: `${table} t`, condition: andSql(branch) }))
  const columns = [...systemColumns.map((column) => `r.${column}`), ...fieldColumns(sight, binder)]
  if (denials !== undefined && denials.some.length > 0) columns.push(`${denialsSql(denials, 'r', binder)} as "$denied"`)
  return (branches.length === 0 ? ['false'] : branches).map((branch) => ({
    from: `(select ${columns.join(', ')} from ${table} r where r.tenant_id = $1${andSql(branch)}) t`,
    condition: '',
  }))
}

const systemColumns = ['tenant_id', 'id', 'version', 'created_at', 'updated_at', 'deleted_at']

function fieldColumns({ object, masks }: Sight, binder: Binder): string[] {
  return Object.entries(object.fields).map(([name, field]) => {
    const column = columnOf(name)
    const mask = masks.get(name)
    if (mask === undefined) return `r.${column}`
    // Tags are never null: a record whose tags are hidden has none.
    const otherwise = field.type === 'tags' ? " else '{}'" : ''
    return `case when ${mask.condition('r', binder.access)} then r.${column}${otherwise} end as ${column}`
  })
}

/** Of a row of the object's table: that its name may be seen; undefined where none may. Empty where all may. */
export function nameConditions(sight: Sight, alias: string, binder: Binder): string[] | undefined {
  const { nameField } = sight.whole
  if (!seesAny(sight) || sight.object.fields[nameField] === undefined) return undefined
  const plans = [sight.rows, sight.masks.get(nameField)].filter((plan) => plan !== undefined)
  return plans.map((plan) => `(${plan.condition(alias, binder.access)})`)
}

function andSql(condition: string): string {
  return condition === 'true' ? '' : ` and (${condition})`
}
