import type { OpContext } from '@freehold/kernel'
import type { RecordFacts } from './engine/facts.ts'

/** What explaining and previewing need of records, which stand below this package; handed in by whoever composes the server. */
export interface RecordReader {
  /** SQL: the row at `alias` counts, which is to say that it is not in the trash. */
  liveSql(resource: string, alias: string): string
  /**
   * All that a decision about the record can need: attributes, shares, the records that it belongs to. Throws Problem `not_found` where
   * there is none and where the asker may not read it.
   */
  facts(ctx: OpContext, resource: string, id: string): Promise<RecordFacts>
  /** Names by id, of those records whose names the asker may read. */
  names(ctx: OpContext, resource: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}
