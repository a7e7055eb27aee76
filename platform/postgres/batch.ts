import { createRequire } from 'node:module'
import pg from 'pg'

/** One statement with bound values. A `name` makes it a prepared statement of its connection; the same name always has the same text. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string
}

/** The part of node-postgres' connection that a query writes to. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  parse(message: { text: string; name: string }): void
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string; rows: number }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

interface Prepared {
  /** Parsed on this connection. */
  readonly known: Set<string>
  /** Sent in a batch that failed: parsed or not, closing first makes both the same. */
  readonly doubtful: Set<string>
}

// The mapper that node-postgres itself applies to bound values; not part of its typed surface.
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as { prepareValue: (value: unknown) => unknown }

// A connection keeps at most this many plans (about 10–50 kB each); rarer shapes are parsed each time.
const mostPrepared = 400
const preparedOf = new WeakMap<Wire, Prepared>()

export type BatchResult = pg.QueryResult<Record<string, unknown>>

/**
 * Several statements under ONE Sync: one round trip, and outside an explicit transaction one implicit transaction.
 * node-postgres' pipeline mode alone sends a Sync, hence a round of its own bookkeeping, with each statement.
 * Weighed (four clients, socket, reads with context): begin, enter, query, commit as four pipelined queries against
 * enter + query in one batch; figures in bench `context`.
 */
export class Batch extends pg.Query {
  readonly #statements: readonly Statement[]
  #wire: Wire | undefined
  #fresh: string[] = []

  constructor(statements: readonly Statement[], done: (error: Error | null, results: BatchResult[]) => void) {
    super({ text: '', values: [] })
    this.#statements = statements
    const finish = (error: Error | null, results: BatchResult | BatchResult[]): void => {
      if (error) this.#distrust()
      done(error, Array.isArray(results) ? results : [results])
    }
    Object.assign(this, { callback: finish })
  }

  /** Called by node-postgres when it is this batch's turn to be written. */
  override submit = (connection: unknown): Error | null => {
    const wire = connection as Wire
    this.#wire = wire
    wire.stream.cork()
    try {
      for (const statement of this.#statements) this.#write(wire, statement)
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
    return null
  }

  #write(wire: Wire, statement: Statement): void {
    const name = this.#prepare(wire, statement)
    wire.bind({ statement: name, values: statement.values, valueMapper: prepareValue })
    wire.describe({ type: 'P', name: '' })
    wire.execute({ portal: '', rows: 0 })
  }

  #prepare(wire: Wire, statement: Statement): string {
    let prepared = preparedOf.get(wire)
    if (!prepared) {
      prepared = { known: new Set(), doubtful: new Set() }
      preparedOf.set(wire, prepared)
    }
    const name = statement.name ?? ''
    if (name !== '' && prepared.known.has(name)) return name
    if (name === '' || prepared.known.size >= mostPrepared) {
      wire.parse({ text: statement.text, name: '' })
      return ''
    }
    if (prepared.doubtful.delete(name)) wire.close({ type: 'S', name })
    wire.parse({ text: statement.text, name })
    prepared.known.add(name)
    this.#fresh.push(name)
    return name
  }

  #distrust(): void {
    const prepared = this.#wire && preparedOf.get(this.#wire)
    for (const name of this.#fresh) {
      prepared?.known.delete(name)
      prepared?.doubtful.add(name)
    }
  }
}

/** Sends the statements together and gives one result for each, in order; rejects with the first error, nothing after it has run. */
export function sendBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<BatchResult[]> {
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, (error, results) => (error ? reject(error) : resolve(results))))
  })
}
