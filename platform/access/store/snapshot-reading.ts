import type { Log, Placement } from '@freehold/kernel'
import { controlRead, controlTx } from '@freehold/tenancy/control'
import type { SealedFacts } from '@freehold/tenancy'
import type { Snapshot } from '../engine/facts.ts'
import type { AccessModel } from '../model/model.ts'
import { parsePolicy } from '../language/document.ts'
import { readDocument } from './document-reading.ts'
import type { ReadSnapshot } from './snapshot-cache.ts'
import { insertBrokenAlert, readSnapshot } from './snapshot-queries.ts'
import type { SnapshotContent, SnapshotRow } from './snapshot-queries.ts'

/** Reads snapshots of a placement's organizations. What is wrong with a policy is told once: in the log and as an alert. */
export function snapshotReader(placement: Placement, model: AccessModel, log: Log): ReadSnapshot {
  /** By tenant, the version that was looked at. */
  const checked = new Map<string, number>()
  return async (tenant, known) => {
    const [row] = await controlRead<SnapshotRow>(placement, factsOf(tenant), readSnapshot(tenant, known))
    if (row === undefined) throw new Error('The database gave no snapshot')
    if (row.content === null) return kept(known)
    const snapshot = snapshotOf(tenant, row.revision, row.content, { model, known })
    if (checked.get(tenant) !== snapshot.policyVersion) {
      checked.set(tenant, snapshot.policyVersion)
      const problems = problemsOf(row.content.policy?.document, model)
      if (problems.length > 0) await tell(placement, log, snapshot, problems)
    }
    return snapshot
  }
}

function kept(known: Snapshot | undefined): Snapshot {
  if (known === undefined) throw new Error('The database gave a snapshot without content')
  return known
}

interface Reading {
  readonly model: AccessModel
  readonly known: Snapshot | undefined
}

function snapshotOf(tenant: string, revision: number, content: SnapshotContent, { model, known }: Reading): Snapshot {
  const { policy, timeZone, currency, ...rest } = content
  const policyVersion = policy?.version ?? 0
  const document = known?.policyVersion === policyVersion ? known.policy : readDocument(policy?.document ?? null, model)
  return { tenant, revision, timeZone: timeZone ?? 'UTC', currency: currency ?? undefined, policy: document, policyVersion, ...rest }
}

/** Whatever would be refused if it were written today: also a rule about something that an upgrade has taken away. */
function problemsOf(stored: unknown, model: AccessModel): string[] {
  const parsed = stored === undefined ? undefined : parsePolicy(model, stored)
  return parsed === undefined || !('problems' in parsed) ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
}

/** Not saving the alert must not keep anybody from working. */
async function tell(placement: Placement, log: Log, { tenant, policyVersion }: Snapshot, problems: readonly string[]): Promise<void> {
  const sentence = `Version ${policyVersion} of the policy is broken. Until it is mended, its broken rules allow nothing and keep everything away that they could. ${problems.slice(0, 5).join(' ')}`
  log.error({ tenant, policyVersion, problems }, 'A policy is broken; its broken rules allow nothing')
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
