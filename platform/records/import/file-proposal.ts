import { Problem, type OpContext } from '@freehold/kernel'
import type { OpenFile } from './file-rows.ts'
import { inspectFile, type Chosen } from './inspection.ts'
import type { ColumnMapping, Detection } from './mapping.ts'
import { matchTarget, proposeMapping } from './proposal.ts'
import { type ImportCatalog, offeredTarget } from './target.ts'

/** What an upload would answer about this file, without keeping it. @throws Problem unsupported_file, invalid_input, too_large */
export async function proposeFile(
  ctx: OpContext,
  catalog: ImportCatalog,
  object: string,
  open: OpenFile,
  chosen?: Chosen,
): Promise<{ detection: Detection; mapping: ColumnMapping[] }> {
  const found = catalog.targets.get(object)
  if (found === undefined) {
    throw new Problem('invalid_input', {
      detail: `There is nothing called ${object} to import into; there are ${[...catalog.targets.keys()].join(', ')}.`,
    })
  }
  const target = offeredTarget(ctx, found)
  const detection = await inspectFile(open, matchTarget(target), chosen)
  return { detection, mapping: proposeMapping(ctx, catalog, target, detection) }
}
