import { accessOf } from '@freehold/access'
import { readEntries, type TimelineEntry } from '@freehold/ledger'
import type { Tx } from '@freehold/tenancy'
import type { ObjectDefinition } from '../definition/object.ts'
import type { TimelineItem } from '../timeline/timeline-schema.ts'
import { shareEntriesQuery } from './share-queries.ts'

/** With whom a record was shared and no longer is, as its timeline tells it. Who may see the record may see it. */
export async function readShareHistory(
  tx: Tx,
  { label }: ObjectDefinition,
  page: { object: string; record: string; before?: string; limit: number },
): Promise<TimelineItem[]> {
  const found = await tx.all(shareEntriesQuery(tx.ctx.tenant, page))
  const seesTeams = accessOf(tx.ctx).extent('read', 'teams') !== 'none'
  const holders = new Map(
    found.map(({ id, holder, isTeam }) => [id, (isTeam && !seesTeams ? null : holder) ?? (isTeam ? 'a team' : 'somebody')]),
  )
  const entries = await readEntries(tx, [...holders.keys()])
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    actor: entry.actorId === null ? { name: entry.actorName } : { id: entry.actorId, name: entry.actorName },
    action: 'shared',
    sentence: `${entry.actorName} ${shareSentence(entry, label.toLowerCase(), holders.get(entry.id) ?? 'somebody')}`,
    changes: [],
    requestId: entry.requestId,
    operationId: entry.operationId,
  }))
}

/** "shared this deal with Ben as editor until 2027-01-31 18:00 UTC", "stopped sharing this deal with Ben". */
export function shareSentence(
  { action, before, after }: Pick<TimelineEntry, 'action' | 'before' | 'after'>,
  label: string,
  holder: string,
): string {
  switch (action) {
    case 'created':
      return `shared this ${label} with ${holder} as ${String(after?.['level'])}${until(after?.['expires_at'])}`
    case 'updated': {
      const level = after?.['level'] === undefined ? '' : ` from ${String(before?.['level'])} to ${String(after['level'])}`
      const end =
        after?.['expires_at'] === undefined ? '' : after['expires_at'] === null ? ', without end' : `,${until(after['expires_at'])}`
      return `changed how this ${label} is shared with ${holder}${level === '' && end === '' ? '' : `:${level}${level === '' ? end.slice(1) : end}`}`
    }
    default:
      return `stopped sharing this ${label} with ${holder}`
  }
}

function until(expiresAt: unknown): string {
  return typeof expiresAt === 'string' ? ` until ${new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ')} UTC` : ''
}
