import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  DeleteQueryNode,
  IdentifierNode,
  InsertQueryNode,
  JoinNode,
  OnNode,
  OperationNodeTransformer,
  OperatorNode,
  PrimitiveValueListNode,
  ReferenceNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  UsingNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
  type OperationNode,
} from 'kysely'

/**
 * Adds `tenant_id = <tenant>` for every table of a query, beside what row security does by itself: the planner then uses
 * the leading index column and knows how large this tenant is, and a distributed database can route (design: policies).
 * A table is a tenant table if it is written with its schema (`crm.deal`); a name without one is a CTE.
 */
export class TenantPredicate extends OperationNodeTransformer {
  readonly #tenant: string

  constructor(tenant: string) {
    super()
    this.#tenant = tenant
  }

  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const query = super.transformSelectQuery(node)
    return this.#where(query, query.from?.froms ?? [])
  }

  protected override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const query = super.transformUpdateQuery(node)
    return this.#where(query, [...(query.table ? [query.table] : []), ...(query.from?.froms ?? [])])
  }

  protected override transformDeleteQuery(node: DeleteQueryNode): DeleteQueryNode {
    const query = super.transformDeleteQuery(node)
    const using: readonly OperationNode[] = query.using && UsingNode.is(query.using) ? query.using.tables : []
    return this.#where(query, [...query.from.froms, ...using])
  }

  protected override transformJoin(node: JoinNode): JoinNode {
    const join = super.transformJoin(node)
    const predicate = this.#predicate(join.table)
    if (!predicate) return join
    return { ...join, on: join.on ? OnNode.cloneWithOperation(join.on, 'And', predicate) : OnNode.create(predicate) }
  }

  /** An insert names the tenant too: the column's default would verify the context once more for each row. */
  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const query = super.transformInsertQuery(node)
    const { columns, values, into } = query
    if (!columns || !values || !ValuesNode.is(values) || !into?.table.schema) return query
    if (columns.some((column) => column.column.name === 'tenant_id')) return query
    const rows = values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([...row.values, this.#tenant])
        : ValueListNode.create([...row.values, ValueNode.create(this.#tenant)]),
    )
    return { ...query, columns: [...columns, ColumnNode.create('tenant_id')], values: ValuesNode.create(rows) }
  }

  #where<T extends { readonly where?: WhereNode }>(query: T, tables: readonly OperationNode[]): T {
    const predicates = tables.map((table) => this.#predicate(table)).filter((predicate) => predicate !== undefined)
    return predicates.reduce<T>(
      (result, predicate) => ({
        ...result,
        where: result.where ? WhereNode.create(AndNode.create(predicate, result.where.where)) : WhereNode.create(predicate),
      }),
      query,
    )
  }

  #predicate(from: OperationNode): OperationNode | undefined {
    const table = AliasNode.is(from) ? from.node : from
    if (!TableNode.is(table) || !table.table.schema) return undefined
    const named = AliasNode.is(from) && IdentifierNode.is(from.alias) ? TableNode.create(from.alias.name) : table
    return BinaryOperationNode.create(
      ReferenceNode.create(ColumnNode.create('tenant_id'), named),
      OperatorNode.create('='),
      ValueNode.create(this.#tenant),
    )
  }
}
