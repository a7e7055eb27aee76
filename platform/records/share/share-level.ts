import { accessOf, type RecordFacts, refusal, shareLevels, type ShareLevel } from '@freehold/access'
import { type OpContext, Problem } from '@freehold/kernel'
import type { RecordType } from '../catalog.ts'
import { actionsOf, heldLevel, isHigh } from './share.ts'

/** Throws Problem `forbidden` unless whoever asks may give, change and take back shares of this level of this record. */
export function checkGivable(ctx: OpContext, type: RecordType, record: RecordFacts, level: ShareLevel): void {
  const access = accessOf(ctx)
  const resource = type.object.plural
  if (access.isSystem || access.decide('manage', resource, record).allowed) return
  for (const action of actionsOf(level)) {
    if (!access.model.knows(action, resource)) continue
    const decision = access.decide(action, resource, record)
    if (!decision.allowed) throw refusal(access, decision, { action, resource, record: true })
  }
  if (!isHigh(level)) return
  const held = access.person && heldLevel(access.person, record, access.context.now.getTime())
  if (held !== undefined && shareLevels.indexOf(held) >= shareLevels.indexOf(level)) return
  throw new Problem('forbidden', {
    detail: `Only who holds this ${type.object.label.toLowerCase()} as ${level} or higher, or may manage ${type.object.pluralLabel.toLowerCase()}, can share it as ${level}.`,
    members: { action: 'share', resource, reason: 'condition_not_met' },
  })
}
