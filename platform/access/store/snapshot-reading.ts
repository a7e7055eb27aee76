import type { Log, Placement } from '@freehold/kernel'
import { controlRead, controlTx } from '@freehold/tenancy/control'
import type { SealedFacts } from '@freehold/tenancy'
import type { Snapshot } from '../engine/facts.ts'
import type { AccessModel } from '../model/model.ts'
import { readDocument } from './document-reading.ts'
import type { ReadSnapshot } from './snapshot-cache.ts'
import { insertBrokenAlert, readSnapshot } from './snapshot-queries.ts'
import type { SnapshotContent, SnapshotRow } from './snapshot-queries.ts'

/** Reads snapshots of a placement's organizations. What cannot be read of a policy is told once: in the log and as an alert. */
export function snapshotReader(placement: Placement, model: AccessModel, log: Log): ReadSnapshot {
  const told = new Set<string>()
  return async (tenant, known) => {
    const [row] = await controlRead<SnapshotRow>(placement, factsOf(tenant), readSnapshot(tenant, known?.revision ?? null))
    if (row === undefined) throw new Error('The database gave no snapshot')
    if (row.content === null && known !== undefined) return known
    const { snapshot, broken } = snapshotOf(tenant, row.revision, row.content, model)
    const key = `${tenant} ${snapshot.policyVersion}`
    if (broken.length > 0 && !told.has(key)) {
      told.add(key)
      await tell(placement, log, snapshot, broken)
    }
    return snapshot
  }
}

function snapshotOf(tenant: string, revision: number, content: SnapshotContent | null, model: AccessModel) {
  if (content === null) throw new Error('The database gave a snapshot without content')
  const { policy, timeZone, ...rest } = content
  const { document, broken } = readDocument(policy?.document ?? null, model)
  const snapshot: Snapshot = {
    tenant,
    revision,
    timeZone: timeZone ?? 'UTC',
    policy: document,
    policyVersion: policy?.version ?? 0,
    ...rest,
  }
  return { snapshot, broken }
}

/** Not saving the alert must not keep anybody from working. */
async function tell(placement: Placement, log: Log, { tenant, policyVersion }: Snapshot, broken: readonly string[]): Promise<void> {
  const sentence = `Version ${policyVersion} of the policy cannot be read in full. Allows among these rules count for nothing, everything else applies: ${broken.slice(0, 20).join(', ')}.`
  log.error({ tenant, policyVersion, rules: broken }, 'A policy cannot be read; its broken rules allow nothing')
  try {
    await controlTx(placement, async (tx) => {
      await tx.enter(factsOf(tenant))
      const { text, values } = insertBrokenAlert(tenant, policyVersion, sentence)
      await tx.sql(text, values)
    })
  } catch (error) {
    log.error({ tenant, policyVersion, err: error }, 'The alert about a broken policy could not be saved')
  }
}

function factsOf(tenant: string): SealedFacts {
  return { tenant, requestId: 'access', actor: { kind: 'system', name: 'Freehold' } }
}
