import type { FieldError } from '@freehold/kernel'
import { type PlannedUpdate, readNames, type RecordRules, type Values } from '@freehold/records'
import type { Tx } from '@freehold/tenancy'
import { company } from '../company/company.ts'
import type { StageRow } from '../pipeline/pipeline-queries.ts'
import { readStages } from '../pipeline/pipeline-service.ts'
import { product } from '../product/product.ts'
import { fillCurrency } from '../setting/currency.ts'

/**
 * A deal's stage is one of its pipeline; a won or lost deal has a closing date, an open one has none; a deal without a name is
 * called after its company and product.
 */
export const dealRules: RecordRules = {
  async beforeInsert(tx, rows) {
    const [stages] = await Promise.all([readStages(tx), fillCurrency(tx, rows), fillNames(tx, rows)])
    const today = new Date().toISOString().slice(0, 10)
    return rows.map((row) => enterStage(row, row, stages, today))
  },

  async beforeUpdate(tx, updates) {
    if (!updates.some(({ changes }) => touchesStage(changes))) return []
    const stages = await readStages(tx)
    const today = new Date().toISOString().slice(0, 10)
    return updates.map((update) => (touchesStage(update.changes) ? changeStage(update, stages, today) : []))
  },
}

function touchesStage(changes: Values): boolean {
  return ['stageId', 'pipelineId', 'closedOn'].some((name) => changes[name] !== undefined)
}

function changeStage({ before, changes }: PlannedUpdate, stages: readonly StageRow[], today: string): FieldError[] {
  const moved = changes['stageId'] !== undefined && changes['stageId'] !== before['stageId']
  const after: Values = { ...before, ...changes }
  // A pipeline that is not named goes with the stage; a closing date that is not named goes with a stage of another kind.
  if (moved && changes['pipelineId'] === undefined) after['pipelineId'] = null
  if (moved && changes['closedOn'] === undefined && kindOf(stages, before['stageId']) !== kindOf(stages, changes['stageId']))
    after['closedOn'] = null
  return enterStage(after, changes, stages, today)
}

function kindOf(stages: readonly StageRow[], id: unknown): string | undefined {
  return stages.find((stage) => stage.id === id)?.kind
}

/** Checks the stage of `deal` and writes what follows from it into `target`. */
function enterStage(deal: Values, target: Values, stages: readonly StageRow[], today: string): FieldError[] {
  const stage = stages.find((one) => one.id === deal['stageId'])
  if (stage === undefined) return [{ path: 'stageId', message: 'There is no such stage.' }]
  const pipeline = deal['pipelineId'] ?? stage.pipelineId
  if (pipeline !== stage.pipelineId)
    return [{ path: 'stageId', message: `${stage.name} is a stage of another pipeline (${stage.pipelineName}).` }]
  target['pipelineId'] = pipeline
  if (stage.kind !== 'open') {
    target['closedOn'] = deal['closedOn'] ?? today
    return []
  }
  if (target['closedOn'] !== undefined && target['closedOn'] !== null) {
    return [{ path: 'closedOn', message: `${stage.name} is an open stage: a deal gets its closing date when it is won or lost.` }]
  }
  target['closedOn'] = null
  return []
}

const longestName = 200

async function fillNames(tx: Tx, rows: readonly Values[]): Promise<void> {
  const nameless = rows.filter((row) => row['name'] === undefined || row['name'] === null)
  if (nameless.length === 0) return
  const names = new Map([
    ...(await readNames(tx, company, ids(nameless, 'companyId'))),
    ...(await readNames(tx, product, ids(nameless, 'productId'))),
  ])
  for (const row of nameless) {
    const title = [row['companyId'], row['productId']].map((id) => names.get(String(id))).filter((name) => name !== undefined)
    row['name'] = [...title.join(' – ')].slice(0, longestName).join('').trimEnd() || 'New deal'
  }
}

function ids(rows: readonly Values[], field: string): string[] {
  return [...new Set(rows.map((row) => row[field]).filter((id): id is string => typeof id === 'string'))]
}
