import { crmTables } from '../crm-tables.ts'

export type StageKind = 'open' | 'won' | 'lost'

export interface StageRow {
  pipelineId: string
  pipelineName: string
  id: string
  name: string
  kind: StageKind
  position: number
  hue: string
  probability: number
}

/** All stages with their pipelines, both in order. */
export function stagesQuery() {
  return crmTables
    .selectFrom('crm.pipeline as p')
    .innerJoin('crm.stage as s', 's.pipeline_id', 'p.id')
    .select(['p.id as pipelineId', 'p.name as pipelineName', 's.id', 's.name', 's.kind', 's.position', 's.hue', 's.probability'])
    .orderBy('p.position')
    .orderBy('p.id')
    .orderBy('s.position')
    .orderBy('s.id')
    .$castTo<StageRow>()
}

export function insertPipelineQuery(id: string, name: string) {
  return crmTables.insertInto('crm.pipeline').values({ id, name, position: 0 })
}

export function insertStagesQuery(pipeline: string, stages: readonly Omit<StageRow, 'id' | 'pipelineId' | 'pipelineName'>[]) {
  return crmTables.insertInto('crm.stage').values(stages.map((stage) => ({ ...stage, pipeline_id: pipeline })))
}
