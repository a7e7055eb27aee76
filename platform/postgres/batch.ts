import { createRequire } from 'node:module'
import pg from 'pg'
import { serialize } from 'pg-protocol'
import { parserOf } from './types.ts'

/** One statement with bound values. A `name` makes it a prepared statement of its connection; the same name always has the same text. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly name?: string
}

/** What one statement of a batch gave. `command`: the first word of PostgreSQL's answer, `SELECT`, `ROLLBACK`. */
export interface BatchResult {
  readonly rows: Record<string, unknown>[]
  readonly rowCount: number
  readonly command: string
}

interface Column {
  readonly name: string
  readonly parse: (value: string) => unknown
}

/** The part of node-postgres' connection that a batch writes to: all its messages in one piece. */
interface Wire {
  readonly stream: { write(bytes: Buffer): unknown }
}

/** What a connection has prepared. */
interface Prepared {
  /** By name; undefined until the first answer described them. */
  readonly known: Map<string, readonly Column[] | undefined>
  /** Sent in a batch that failed: parsed or not, closing first makes both the same. */
  readonly doubtful: Set<string>
}

interface Messages {
  /** node-postgres' reader gives these. */
  readonly rowDescription: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }
  readonly dataRow: { readonly fields: readonly (string | null)[] }
  readonly commandComplete: { readonly text: string }
}

// The mapper that node-postgres itself applies to bound values; not part of its typed surface.
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as { prepareValue: (value: unknown) => unknown }

// A connection keeps at most this many plans (about 10–50 kB each); rarer shapes are parsed each time.
const mostPrepared = 400
const preparedOf = new WeakMap<Wire, Prepared>()
const noColumns: readonly Column[] = []

/**
 * Several statements under ONE Sync: one round trip, and outside an explicit transaction one implicit transaction.
 * node-postgres' own queries send a Sync each, ask for the columns of a prepared statement with every execution, and build a
 * result object that nobody here reads. A read with context (two statements) took 46 µs of Node's time that way, its one
 * write and remembered columns take about 20; figures in bench `context`.
 */
export class Batch extends pg.Query {
  readonly #statements: readonly Statement[]
  readonly #done: (error: Error | null, results: BatchResult[]) => void
  readonly #results: BatchResult[] = []
  #prepared: Prepared = { known: new Map(), doubtful: new Set() }
  #fresh: string[] = []
  #columns: readonly Column[] = noColumns
  #rows: Record<string, unknown>[] = []
  #failure: Error | undefined

  constructor(statements: readonly Statement[], done: (error: Error | null, results: BatchResult[]) => void) {
    super({ text: '', values: [] })
    this.#statements = statements
    this.#done = done
  }

  /** Called by node-postgres when it is this batch's turn to be written. */
  override submit = (connection: unknown): Error | null => {
    const wire = connection as Wire
    this.#prepared = preparedOf.get(wire) ?? this.#prepared
    preparedOf.set(wire, this.#prepared)
    const messages: Buffer[] = []
    for (const statement of this.#statements) this.#write(statement, messages)
    messages.push(serialize.sync())
    wire.stream.write(Buffer.concat(messages))
    return null
  }

  #write(statement: Statement, messages: Buffer[]): void {
    const { known, doubtful } = this.#prepared
    const wanted = statement.name ?? ''
    const name = known.has(wanted) || known.size < mostPrepared ? wanted : ''
    if (name === '' || !known.has(name)) {
      if (doubtful.delete(name)) messages.push(serialize.close({ type: 'S', name }))
      messages.push(serialize.parse({ text: statement.text, name }))
      if (name !== '') {
        known.set(name, undefined)
        this.#fresh.push(name)
      }
    }
    messages.push(serialize.bind({ statement: name, values: statement.values as unknown[], valueMapper: prepareValue }))
    if (known.get(name) === undefined) messages.push(serialize.describe({ type: 'P', name: '' }))
    messages.push(serialize.execute({ portal: '', rows: 0 }))
  }

  handleRowDescription({ fields }: Messages['rowDescription']): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }))
    this.#remember(this.#columns)
  }

  handleDataRow({ fields }: Messages['dataRow']): void {
    if (this.#failure) return
    if (this.#columns === noColumns) this.#columns = this.#prepared.known.get(this.#name()) ?? noColumns
    const row: Record<string, unknown> = {}
    try {
      for (let i = 0; i < this.#columns.length; i++) {
        const column = this.#columns[i]
        const value = fields[i]
        if (column) row[column.name] = value == null ? null : column.parse(value)
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error))
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: Messages['commandComplete']): void {
    // A statement without columns is described by saying so; remember that too.
    if (this.#columns === noColumns && this.#rows.length === 0) this.#remember(this.#prepared.known.get(this.#name()) ?? noColumns)
    const words = text.split(' ')
    const count = Number(words.at(-1))
    this.#results.push({ rows: this.#rows, rowCount: Number.isNaN(count) ? 0 : count, command: words[0] ?? '' })
    this.#rows = []
    this.#columns = noColumns
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleReadyForQuery(): void {
    this.#done(this.#failure ?? null, this.#results)
  }

  handleError(error: Error): void {
    for (const name of this.#fresh) {
      this.#prepared.known.delete(name)
      this.#prepared.doubtful.add(name)
    }
    this.#done(error, [])
  }

  /** Of the statement whose answer arrives. */
  #name(): string {
    return this.#statements[this.#results.length]?.name ?? ''
  }

  #remember(columns: readonly Column[]): void {
    const name = this.#name()
    if (this.#prepared.known.has(name)) this.#prepared.known.set(name, columns)
  }
}

/** Sends the statements together and gives one result for each, in order; rejects with the first error, nothing after it has run. */
export function sendBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<BatchResult[]> {
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, (error, results) => (error ? reject(error) : resolve(results))))
  })
}
