import {
  type Compilable,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RootOperationNode,
  createQueryId,
} from 'kysely'
import type { Statement } from '@freehold/postgres'
import { TenantPredicate } from './predicate.ts'

/** Hand-written SQL of known result; it names `tenant_id` itself. A `name` keeps its plan on the connection. */
export interface SqlQuery<R> extends Statement {
  /** Never set; carries the row type. */
  readonly row?: R
}

export type Query<R> = (Compilable<R> & { toOperationNode(): RootOperationNode }) | SqlQuery<R>

const refuse = (): never => {
  throw new Error('A query builder only builds. Pass the query to tx.all, tx.one, tx.maybe or tx.run: they know the organization.')
}

/** There is no connection behind it, so a query cannot be run except through a transaction (T4). */
class NoDriver implements Driver {
  init = (): Promise<void> => Promise.resolve()
  destroy = (): Promise<void> => Promise.resolve()
  acquireConnection = (): Promise<DatabaseConnection> => refuse()
  beginTransaction = (): Promise<void> => refuse()
  commitTransaction = (): Promise<void> => refuse()
  rollbackTransaction = (): Promise<void> => refuse()
  releaseConnection = (): Promise<void> => Promise.resolve()
}

/** A builder over a package's generated table types. Builds only. */
export function queryBuilder<DB>(): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new NoDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

const compiler = new PostgresQueryCompiler()

/** What may be asked in a tenant's transaction: rows. Session commands would outlive it on a shared connection. */
const rowStatement = /^\s*(with|select|insert|update|delete|values|merge)\b/i

/** The statement for a query in an organization; a builder's query gets its tenant predicates. */
export function toStatement(query: Query<unknown>, tenant: string): Statement {
  if ('text' in query) {
    if (!rowStatement.test(query.text)) {
      throw new TypeError(
        `Only select, insert, update, delete, merge and values run in an organization's transaction, not: ${query.text.slice(0, 40)}`,
      )
    }
    return query
  }
  const node = new TenantPredicate(tenant).transformNode(query.toOperationNode())
  const { sql, parameters } = compiler.compileQuery(node, createQueryId())
  return { text: sql, values: parameters }
}
