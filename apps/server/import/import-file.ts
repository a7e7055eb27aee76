import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { crmImports } from '@freehold/crm'
import { Problem, type OpContext } from '@freehold/kernel'
import { applyMap, changeImport, createImport, discardImport, errorFile, type ImportPreview, type ImportView, importMapSchema, previewImport, readImport, runImport, startImport } from '@freehold/records'
import { z } from 'zod'
import type { Installation } from '../installation.ts'
import { inOrganization } from './organization.ts'

export interface ImportRequest {
  /** Path of the file. */
  readonly file: string
  /** Slug. */
  readonly organization: string
  /** Plural name: `deals`. */
  readonly object: string
  /** Path of a JSON file that says where columns go. */
  readonly map?: string | undefined
  readonly dryRun: boolean
  /** Take every proposed near miss. */
  readonly acceptNearMisses: boolean
  /** Where the rows go that were not imported. */
  readonly errors: string
  readonly onProgress: (done: number, total: number) => void
}

export interface ImportReport {
  readonly import: ImportView
  readonly preview: ImportPreview
  /** False: a dry run, nothing was kept. */
  readonly imported: boolean
  /** Path of the error file, if there was a need for one. */
  readonly errors: string | null
}

/** Imports a file in this process, with the services of the server; a kill in the middle leaves an import that `resumeImport` ends. */
export async function importFile(installation: Installation, request: ImportRequest): Promise<ImportReport> {
  const map = request.map === undefined ? importMapSchema.parse({}) : await readMap(request.map)
  return inOrganization(installation, request.organization, 'import', async (ctx) => {
    const draft = await createImport(ctx, crmImports, { object: request.object, filename: basename(request.file), content: createReadStream(request.file) })
    try {
      const { mapped, preview } = await mapAndPreview(ctx, draft, map, request.acceptNearMisses)
      if (request.dryRun) {
        await discardImport(ctx, draft.id)
        return { import: mapped, preview, imported: false, errors: null }
      }
      await startImport(ctx, { catalog: crmImports, queue: here }, draft.id)
      return { ...(await run(ctx, draft.id, request)), preview, imported: true }
    } catch (error) {
      await discardImport(ctx, draft.id)
      throw error
    }
  })
}

/** Goes on with an import that a killed command left behind, from the row where it stood. */
export async function resumeImport(installation: Installation, id: string, request: Pick<ImportRequest, 'organization' | 'errors' | 'onProgress'>): Promise<Omit<ImportReport, 'preview'>> {
  return inOrganization(installation, request.organization, 'import', async (ctx) => {
    const { state } = await readImport(ctx, id)
    if (state !== 'running' && state !== 'queued') await startImport(ctx, { catalog: crmImports, queue: here }, id)
    return { ...(await run(ctx, id, request)), imported: true }
  })
}

/** No job: the command does the work itself. */
const here = { run: () => Promise.resolve(undefined), undo: () => Promise.resolve(undefined) }

async function run(ctx: OpContext, id: string, request: Pick<ImportRequest, 'errors' | 'onProgress'>): Promise<Pick<ImportReport, 'import' | 'errors'>> {
  const job = {
    cancelled: new AbortController().signal,
    save: (_: unknown, state: { done?: number; total?: number }) => Promise.resolve(request.onProgress(state.done ?? 0, state.total ?? 0)),
  }
  await runImport(ctx, crmImports, id, job)
  const done = await readImport(ctx, id)
  if (!done.hasErrors) return { import: done, errors: null }
  await pipeline((await errorFile(ctx, id)).content, createWriteStream(request.errors))
  return { import: done, errors: request.errors }
}

async function mapAndPreview(ctx: OpContext, draft: ImportView, map: z.output<typeof importMapSchema>, acceptNearMisses: boolean): Promise<{ mapped: ImportView; preview: ImportPreview }> {
  const read = map.file === undefined ? draft : await changeImport(ctx, crmImports, draft.id, { file: map.file })
  const mapped = await changeImport(ctx, crmImports, draft.id, applyMap(crmImports, read, map))
  const preview = await previewImport(ctx, crmImports, draft.id, Infinity)
  if (!acceptNearMisses || preview.proposals.length === 0) return { mapped, preview }
  const mapping = mapped.mapping.map((column) => {
    const accepted = preview.proposals.filter((proposal) => proposal.column === column.column)
    return { ...column, replacements: { ...column.replacements, ...Object.fromEntries(accepted.map(({ value, proposal }) => [value, proposal])) } }
  })
  const accepted = await changeImport(ctx, crmImports, draft.id, { mapping })
  return { mapped: accepted, preview: { ...(await previewImport(ctx, crmImports, draft.id, Infinity)), proposals: preview.proposals } }
}

async function readMap(path: string): Promise<z.output<typeof importMapSchema>> {
  const text = await readFile(path, 'utf8')
  const parsed = importMapSchema.safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data
  throw new Problem('invalid_input', { detail: `${path} is not a map that can be used.`, errors: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) })
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('invalid_input', { detail: `${path} is not JSON.`, cause })
  }
}
