import type { Tx } from '@freehold/tenancy'
import type { ColumnMapping, Detection, ImportOptions } from './mapping.ts'

export type ImportState = 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'

export interface ImportRow {
  id: string
  version: number
  object: string
  file_name: string
  file_size: number
  state: ImportState
  detection: Detection
  mapping: ColumnMapping[]
  options: ImportOptions
  job_id: string | null
  error: string | null
  created_by: string | null
  created_by_name: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  position: number
  processed: number
  created: number
  merged: number
  skipped: number
  failed: number
  references_created: number
  undo_position: string | null
  undo_removed: number
  undo_reverted: number
  undo_kept: number
  has_errors: boolean
}

const columns = `i.id, i.version, i.object, i.file_name, i.file_size, i.state, i.detection, i.mapping, i.options, i.job_id, i.error, i.created_by,
  m.name as created_by_name, i.created_at, i.started_at, i.finished_at, p.position, p.processed, p.created, p.merged, p.skipped, p.failed,
  p.references_created, p.undo_position, p.undo_removed, p.undo_reverted, p.undo_kept,
  exists (select from records.import_failure f where f.tenant_id = i.tenant_id and f.import_id = i.id) as has_errors`
const tables = `records.import i join records.import_progress p on p.tenant_id = i.tenant_id and p.import_id = i.id
  left join identity.member m on m.tenant_id = i.tenant_id and m.id = i.created_by`

export async function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const rows = await tx.sql<ImportRow>(`select ${columns} from ${tables} where i.tenant_id = $1 and i.id = $2`, [tx.ctx.tenant, id])
  return rows[0]
}

/** Newest first; `before`: the last id of the page before. */
export async function listImports(
  tx: Tx,
  page: { object?: string | undefined; before?: string | undefined; limit: number },
): Promise<ImportRow[]> {
  return tx.sql<ImportRow>(
    `select ${columns} from ${tables}
     where i.tenant_id = $1 and ($2::text is null or i.object = $2) and ($3::uuid is null or i.id < $3) order by i.id desc limit $4`,
    [tx.ctx.tenant, page.object ?? null, page.before ?? null, page.limit],
  )
}

export interface NewImport {
  readonly id: string
  readonly object: string
  readonly fileName: string
  readonly fileSize: number
  readonly detection: Detection
  readonly mapping: readonly ColumnMapping[]
  readonly options: ImportOptions
}

export async function insertImport(tx: Tx, row: NewImport): Promise<void> {
  const { tenant, actor } = tx.ctx
  await tx.sql(
    `insert into records.import (tenant_id, id, object, file_name, file_size, detection, mapping, options, created_by)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9)`,
    [
      tenant,
      row.id,
      row.object,
      row.fileName,
      row.fileSize,
      JSON.stringify(row.detection),
      JSON.stringify(row.mapping),
      JSON.stringify(row.options),
      actor.kind === 'member' ? actor.id : null,
    ],
  )
  await tx.sql('insert into records.import_progress (tenant_id, import_id) values ($1, $2)', [tenant, row.id])
}

export async function insertChunk(tx: Tx, importId: string, position: number, content: Buffer): Promise<void> {
  await tx.run({
    text: 'insert into records.import_chunk (tenant_id, import_id, position, content) values ($1, $2, $3, $4)',
    values: [tx.ctx.tenant, importId, position, content],
    name: 'import-chunk',
  })
}

export async function findChunk(tx: Tx, importId: string, position: number): Promise<Buffer | undefined> {
  const rows = await tx.sql<{ content: Buffer }>(
    'select content from records.import_chunk where tenant_id = $1 and import_id = $2 and position = $3',
    [tx.ctx.tenant, importId, position],
  )
  return rows[0]?.content
}

/** Clears up the files of imports that ended, or were never started, more than 30 days ago; some at a time. */
export async function deleteOldFiles(tx: Tx): Promise<void> {
  await tx.sql(
    `delete from records.import_chunk where tenant_id = $1 and import_id in (
       select i.id from records.import i where i.tenant_id = $1 and i.state in ('draft', 'done', 'cancelled', 'failed', 'undone')
         and i.updated_at < clock_timestamp() - interval '30 days'
         and exists (select from records.import_chunk c where c.tenant_id = $1 and c.import_id = i.id) order by i.id limit 20)`,
    [tx.ctx.tenant],
  )
}

/** Changes a draft's reading. False: it is no draft any more, or another version. */
export async function updateDraft(
  tx: Tx,
  id: string,
  version: number | undefined,
  changes: Pick<NewImport, 'detection' | 'mapping' | 'options'>,
): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(
    `update records.import set detection = $4::jsonb, mapping = $5::jsonb, options = $6::jsonb
     where tenant_id = $1 and id = $2 and ($3::int is null or version = $3) and state = 'draft' returning id`,
    [
      tx.ctx.tenant,
      id,
      version ?? null,
      JSON.stringify(changes.detection),
      JSON.stringify(changes.mapping),
      JSON.stringify(changes.options),
    ],
  )
  return rows.length === 1
}

/** Moves from one of the states `from` to another. False: it was in none of them. */
export async function moveImport(
  tx: Tx,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
  set: { jobId?: string; error?: string } = {},
): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(
    `update records.import set state = $4, job_id = coalesce($5::uuid, job_id), error = case when $4 = 'failed' then $6::text end,
       started_at = case when $4 = 'running' then coalesce(started_at, clock_timestamp()) else started_at end,
       finished_at = case when $4 in ('done', 'failed', 'cancelled', 'undone') then clock_timestamp() end
     where tenant_id = $1 and id = $2 and state = any($3::text[]) returning id`,
    [tx.ctx.tenant, id, from, to, set.jobId ?? null, set.error ?? null],
  )
  return rows.length === 1
}

export interface Step {
  readonly from: number
  readonly to: number
  readonly created: number
  readonly merged: number
  readonly skipped: number
  readonly failed: number
  readonly referencesCreated: number
}

/** Moves the position on from where this run believes it to be. False: another run has done these rows already, or it was cancelled. */
export async function advance(tx: Tx, importId: string, step: Step): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(
    `update records.import_progress set position = $4, created = created + $5::int, merged = merged + $6::int, skipped = skipped + $7::int,
       failed = failed + $8::int, processed = processed + $5::int + $6::int + $7::int + $8::int, references_created = references_created + $9::int
     where tenant_id = $1 and import_id = $2 and position = $3
       and exists (select from records.import i where i.tenant_id = $1 and i.id = $2 and i.state = 'running') returning id`,
    [tx.ctx.tenant, importId, step.from, step.to, step.created, step.merged, step.skipped, step.failed, step.referencesCreated],
  )
  return rows.length === 1
}

export async function rememberMapping(
  tx: Tx,
  object: string,
  fingerprint: Buffer,
  mapping: readonly ColumnMapping[],
  options: ImportOptions,
): Promise<void> {
  await tx.sql(
    `insert into records.import_mapping (tenant_id, object, fingerprint, mapping, options) values ($1, $2, $3, $4::jsonb, $5::jsonb)
     on conflict (tenant_id, object, fingerprint) do update set mapping = excluded.mapping, options = excluded.options`,
    [tx.ctx.tenant, object, fingerprint, JSON.stringify(mapping), JSON.stringify(options)],
  )
}

export async function recallMapping(
  tx: Tx,
  object: string,
  fingerprint: Buffer,
): Promise<{ mapping: unknown; options: unknown } | undefined> {
  const rows = await tx.sql<{ mapping: unknown; options: unknown }>(
    'select mapping, options from records.import_mapping where tenant_id = $1 and object = $2 and fingerprint = $3',
    [tx.ctx.tenant, object, fingerprint],
  )
  return rows[0]
}
