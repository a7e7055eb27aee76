import type { OpContext } from '@freehold/kernel'
import { newId } from '@freehold/records'
import { type Tx, tenantRead } from '@freehold/tenancy'
import { firstPipelineName, firstStages, type Pipeline } from './pipeline.ts'
import { insertPipelineQuery, insertStagesQuery, stagesQuery, type StageRow } from './pipeline-queries.ts'

export async function listPipelines(ctx: OpContext): Promise<Pipeline[]> {
  ctx.authorize('read', 'pipelines')
  const [rows] = await tenantRead(ctx, [stagesQuery()])
  const byId = new Map<string, Pipeline>()
  for (const { pipelineId, pipelineName, ...stage } of rows) {
    const pipeline = byId.get(pipelineId) ?? { id: pipelineId, name: pipelineName, stages: [] }
    pipeline.stages.push(stage)
    byId.set(pipelineId, pipeline)
  }
  return [...byId.values()]
}

/** Gives an organization its first pipeline, unless it has one. */
export async function seedPipeline(tx: Tx): Promise<void> {
  if ((await readStages(tx)).length > 0) return
  const pipeline = newId()
  await tx.run(insertPipelineQuery(pipeline, firstPipelineName))
  await tx.run(insertStagesQuery(pipeline, firstStages))
}

/** In order: the first is where new deals begin. */
export function readStages(tx: Tx): Promise<StageRow[]> {
  return tx.all(stagesQuery())
}
