import { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { NewShare } from './share.ts'
import { holderQuery } from './share-queries.ts'

export function checkNotPast(expiresAt: string | null): void {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now())
    throw invalid('expiresAt', 'This moment has passed. To end a share now, take it back.')
}

/** Throws Problem `invalid_input` unless it is for exactly one person or team of the organization who can use it. */
export async function checkHolder(tx: Tx, { memberId, teamId }: NewShare): Promise<void> {
  if ((memberId === null) === (teamId === null))
    throw invalid('memberId', 'A record is shared with a person or a team: name exactly one of memberId and teamId.')
  const { member, team } = await tx.one(holderQuery(tx.ctx.tenant, { memberId, teamId }))
  if (memberId !== null && member === null) throw invalid('memberId', 'There is no such member.')
  if (member === 'disabled') throw invalid('memberId', 'This member is disabled and could not use it.')
  if (teamId !== null && !team) throw invalid('teamId', 'There is no such team.')
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_input', { detail: message, errors: [{ path, message }] })
}
