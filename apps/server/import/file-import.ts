import { createReadStream, createWriteStream } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAccess } from '@freehold/access'
import { crmAccessModel, crmImports, importQueue } from '@freehold/crm'
import type { OpContext } from '@freehold/kernel'
import {
  changeImport,
  createImport,
  errorFile,
  importOptionsSchema,
  previewFile,
  previewStored,
  proposeFile,
  readImport,
  startImport,
} from '@freehold/records'
import type { ColumnMapping, ImportView, Preview } from '@freehold/records'
import type { Installation } from '../installation.ts'
import { startJobs } from '../job-worker.ts'
import { inOrganization } from '../organization.ts'
import { applyMap } from './import-map.ts'
import type { ImportMap } from './import-map.ts'

export interface FileImport {
  readonly file: string
  /** Slug. */
  readonly organization: string
  /** Plural name: `deals`. */
  readonly object: string
  readonly map: ImportMap
  /** Take every proposed near miss, such as `GTXPro` → `GTX Pro`. */
  readonly acceptNearMisses: boolean
}

/** What the import would do; nothing is stored. */
export function previewFileImport(installation: Installation, request: FileImport): Promise<Preview> {
  return inOrganization(installation, request.organization, async (ctx) => {
    const open = () => createReadStream(request.file)
    const { detection, mapping } = await proposeFile(ctx, crmImports, request.object, open, request.map.file)
    const options = importOptionsSchema.parse(request.map.options)
    const mapped = applyMap(mapping, request.map)
    const look = (columns: ColumnMapping[]) => previewFile(ctx, crmImports, request.object, open, { detection, mapping: columns, options })
    const preview = await look(mapped)
    if (!request.acceptNearMisses || preview.proposals.length === 0) return preview
    return { ...(await look(accepted(mapped, preview))), proposals: preview.proposals }
  })
}

/** Imports through the same queue as the page, with a worker of its own, so that it goes on even if no server runs. */
export function runFileImport(
  installation: Installation,
  request: FileImport,
  onProgress: (view: ImportView) => void,
): Promise<{ view: ImportView; errorsAt?: string }> {
  return inOrganization(installation, request.organization, async (ctx) => {
    const draft = await createImport(ctx, crmImports, {
      object: request.object,
      filename: basename(request.file),
      content: createReadStream(request.file),
    })
    const read = request.map.file === undefined ? draft : await changeImport(ctx, crmImports, draft.id, { file: request.map.file })
    const mapped = await changeImport(ctx, crmImports, draft.id, {
      mapping: applyMap(read.mapping, request.map),
      options: request.map.options,
    })
    if (request.acceptNearMisses)
      await changeImport(ctx, crmImports, draft.id, { mapping: accepted(mapped.mapping, await previewStored(ctx, crmImports, draft.id)) })
    await startImport(ctx, { catalog: crmImports, queue: importQueue }, draft.id)
    const view = await followed(installation, ctx, draft.id, onProgress)
    return !view.hasErrors ? { view } : { view, errorsAt: await writeErrors(ctx, draft.id, request.file) }
  })
}

function accepted(mapping: readonly ColumnMapping[], { proposals }: Preview): ColumnMapping[] {
  return mapping.map((column) => {
    const own = proposals.filter((proposal) => proposal.column === column.column)
    return {
      ...column,
      replacements: { ...column.replacements, ...Object.fromEntries(own.map(({ value, proposal }) => [value, proposal])) },
    }
  })
}

async function followed(
  installation: Installation,
  ctx: OpContext,
  id: string,
  onProgress: (view: ImportView) => void,
): Promise<ImportView> {
  const { config, database, log } = installation
  const { placement } = ctx
  const worker = await startJobs({ config, database, placement, log, access: createAccess({ model: crmAccessModel, placement, log }) })
  try {
    for (;;) {
      const view = await readImport(ctx, { catalog: crmImports, queue: importQueue }, id)
      onProgress(view)
      if (view.state !== 'queued' && view.state !== 'running') return view
      await sleep(200)
    }
  } finally {
    await worker.stop()
  }
}

/** Beside where the command was called, so that it is found: `deals-errors.csv`. */
async function writeErrors(ctx: OpContext, id: string, file: string): Promise<string> {
  const path = resolve(`${basename(file, extname(file))}-errors.csv`)
  const { content } = await errorFile(ctx, crmImports, id)
  await pipeline(content, createWriteStream(path))
  return path
}
