import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { accessOf } from '../engine/operation-access.ts'
import { readIn } from './change.ts'
import type { DirectoryTx } from './change.ts'
import type { Belonging } from './membership-queries.ts'
import { assignmentUsesQuery, policyQuery, recordUsesQuery } from './use-queries.ts'

/** Something of the directory that is to be removed, and what is known to need it. */
interface Removal {
  readonly id: string
  readonly name: string
  /** Names of what is part of it. */
  readonly children: readonly string[]
  /** Kinds of records that name it: `deals`. */
  readonly records: readonly string[]
}

/** One thing that has to let go first. */
interface Use {
  readonly kind: 'child' | 'records' | 'assignment' | 'rule'
  /** Of a part its name, of records their kind, of roles given the role, of the policy the rule's id. */
  readonly name: string
}

/** Read as the application, who may see records; a record that comes in between is refused by its foreign key. */
export async function recordUses(ctx: OpContext, kind: Belonging, id: string): Promise<string[]> {
  const [rows] = await tenantRead(ctx, [recordUsesQuery(accessOf(ctx).model, ctx.tenant, kind, id)])
  return rows.map((row) => row.plural)
}

/** Throws Problem `still_referenced`, `usedBy` with everything that has to let go first. */
export async function refuseWhileUsed(ctx: OpContext, tx: DirectoryTx, { id, name, children, records }: Removal): Promise<void> {
  const roles = await readIn(tx, assignmentUsesQuery(ctx.tenant, id))
  const [policy] = await readIn(tx, policyQuery(ctx.tenant))
  const rules = (policy?.document.rules ?? []).filter((rule) => JSON.stringify(rule).includes(id))
  const usedBy: Use[] = [
    ...children.map((child): Use => ({ kind: 'child', name: child })),
    ...records.map((plural): Use => ({ kind: 'records', name: plural })),
    ...roles.map(({ role }): Use => ({ kind: 'assignment', name: role })),
    ...rules.map((rule): Use => ({ kind: 'rule', name: rule.id })),
  ]
  if (usedBy.length === 0) return
  throw new Problem('still_referenced', {
    detail: `${name} is still used: ${usedBy.map(inWords).join(', ')}. Change ${usedBy.length === 1 ? 'this' : 'these'} first.`,
    members: { usedBy },
  })
}

function inWords({ kind, name }: Use): string {
  const words: Record<Use['kind'], string> = {
    child: `${name} is part of it`,
    records: `${name} name it`,
    assignment: `the role ${name} is given there`,
    rule: `rule ${name} of the policy names it`,
  }
  return words[kind]
}
