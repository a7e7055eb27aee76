import { createRequire } from 'node:module'
import pg from 'pg'
import { serialize } from 'pg-protocol'

/** One statement with bound values. A `name` makes it a prepared statement of its connection; the same name always has the same text. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string
}

/** The part of node-postgres' connection that a batch writes to: all its messages in one piece. */
interface Wire {
  readonly stream: { write(bytes: Buffer): unknown }
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
    const messages = this.#statements.flatMap((statement) => this.#messages(wire, statement))
    wire.stream.write(Buffer.concat([...messages, serialize.sync()]))
    return null
  }

  #messages(wire: Wire, statement: Statement): Buffer[] {
    const { name, parse } = this.#prepare(wire, statement)
    return [
      ...parse,
      serialize.bind({ statement: name, values: [...statement.values], valueMapper: prepareValue }),
      serialize.describe({ type: 'P', name: '' }),
      serialize.execute({ portal: '', rows: 0 }),
    ]
  }

  #prepare(wire: Wire, statement: Statement): { name: string; parse: Buffer[] } {
    let prepared = preparedOf.get(wire)
    if (!prepared) {
      prepared = { known: new Set(), doubtful: new Set() }
      preparedOf.set(wire, prepared)
    }
    const name = statement.name ?? ''
    if (name !== '' && prepared.known.has(name)) return { name, parse: [] }
    if (name === '' || prepared.known.size >= mostPrepared) return { name: '', parse: [serialize.parse({ text: statement.text, name: '' })] }
    const close = prepared.doubtful.delete(name) ? [serialize.close({ type: 'S', name })] : []
    prepared.known.add(name)
    this.#fresh.push(name)
    return { name, parse: [...close, serialize.parse({ text: statement.text, name })] }
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
