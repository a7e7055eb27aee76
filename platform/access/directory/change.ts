import { Problem } from '@freehold/kernel'
import type { FieldError, OpContext } from '@freehold/kernel'
import type { SqlQuery } from '@freehold/tenancy'
import { controlTx } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'

export type DirectoryTx = Pick<ControlTx, 'sql'>

/**
 * Changes who belongs where, as control in the organization's context: the tenant role may only read these tables. One change at a
 * time in each organization (`governs`), so that what is read here stays true until the change is committed.
 */
export function changeDirectory<T>(ctx: OpContext, change: (tx: DirectoryTx) => Promise<T>): Promise<T> {
  return inTurn(ctx.tenant, () =>
    controlTx(ctx.placement, async (tx) => {
      await tx.enter(ctx, { governs: true })
      return change(tx)
    }),
  )
}

/** What others read as the application, as it stands in the midst of the change. */
export function readIn<R>(tx: DirectoryTx, { text, values }: SqlQuery<R>): Promise<R[]> {
  return tx.sql<R>(text, values)
}

/** By tenant: the last change of this process that has begun or waits. */
const turns = new Map<string, Promise<unknown>>()

/**
 * One after the other, as the database would have them anyway. At the same moment, each would make the others' permissions outdated, and
 * they begin again a few times at most: of twelve people put into a team at once, eight were refused.
 */
function inTurn<T>(tenant: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(tenant) ?? Promise.resolve()).then(work, work)
  turns.set(tenant, turn)
  const leave = () => {
    if (turns.get(tenant) === turn) turns.delete(tenant)
  }
  void turn.then(leave, leave)
  return turn
}

export function invalid(path: string, message: string): Problem {
  const errors: FieldError[] = [{ path, message }]
  return new Problem('invalid_input', { detail: message, errors })
}

/** Throws Problem `stale_version` unless the caller saw the present version. */
export function checkVersion(current: { readonly name?: string; readonly version: number }, version: number, yours: object): void {
  if (current.version === version) return
  throw new Problem('stale_version', {
    detail: `${current.name ?? 'This'} was changed in the meantime. Nothing was saved; look at both and save again.`,
    members: { current, yours },
  })
}

/** Throws Problem `already_exists` where another of these has the name, whatever the case. */
export function checkName(others: readonly { readonly id: string; readonly name: string }[], id: string | undefined, name: string): void {
  const same = others.find((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase())
  if (same === undefined) return
  const message = `${same.name} exists already.`
  throw new Problem('already_exists', { detail: message, errors: [{ path: 'name', message }] })
}
