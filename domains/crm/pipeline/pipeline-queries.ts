import type { SqlQuery } from '@freehold/tenancy'

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
export function stagesQuery(tenant: string): SqlQuery<StageRow> {
  return {
    name: 'crm-stages',
    text: `select p.id as "pipelineId", p.name as "pipelineName", s.id, s.name, s.kind, s.position, s.hue, s.probability
      from crm.pipeline p join crm.stage s on s.tenant_id = $1 and s.pipeline_id = p.id
      where p.tenant_id = $1 order by p.position, p.id, s.position, s.id`,
    values: [tenant],
  }
}

export function insertPipelineQuery(tenant: string, id: string, name: string): SqlQuery<unknown> {
  return { text: 'insert into crm.pipeline (tenant_id, id, name, position) values ($1, $2, $3, 0)', values: [tenant, id, name] }
}

export function insertStageQuery(
  tenant: string,
  pipeline: string,
  stage: Omit<StageRow, 'id' | 'pipelineId' | 'pipelineName'>,
): SqlQuery<unknown> {
  return {
    text: 'insert into crm.stage (tenant_id, pipeline_id, name, kind, position, hue, probability) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [tenant, pipeline, stage.name, stage.kind, stage.position, stage.hue, stage.probability],
  }
}
