import { allActions, levelsAllowing, type Person, type RecordFacts, shareLevels, type ShareLevel } from '@freehold/access'
import type { Action } from '@freehold/kernel'

/** A record given to a person or a team. */
export interface Share {
  readonly id: string
  readonly memberId: string | null
  readonly teamId: string | null
  readonly level: ShareLevel
  /** ISO 8601; null: until somebody takes it back. */
  readonly expiresAt: string | null
  readonly grantedBy: { readonly id: string; readonly name: string } | null
  /** The record that this one belongs to and through which it is shared; null: the record itself is. */
  readonly inheritedFrom: { readonly object: string; readonly id: string; readonly name: string } | null
}

export interface NewShare {
  readonly memberId: string | null
  readonly teamId: string | null
  readonly level: ShareLevel
  readonly expiresAt: string | null
}

/** A change asked for; what is absent stays. */
export interface ShareChange {
  readonly level?: ShareLevel | undefined
  readonly expiresAt?: string | null | undefined
}

/** What a share of this level lets do. */
export function actionsOf(level: ShareLevel): Action[] {
  return allActions.filter((action) => levelsAllowing(action).includes(level))
}

/** The higher levels, with which others can share on: given only by whoever has them. */
export function isHigh(level: ShareLevel): boolean {
  return levelsAllowing('share').includes(level)
}

/** The level at which somebody holds the record himself: as its owner, or by shares of it and of what it belongs to. */
export function heldLevel(person: Person, record: RecordFacts, now: number): ShareLevel | undefined {
  if (record.values['ownerId'] === person.memberId) return 'owner'
  const held = sharesReaching(person, record, now)
  return shareLevels.findLast((level) => held.includes(level))
}

function sharesReaching(person: Person, record: RecordFacts, now: number): ShareLevel[] {
  const own = (record.shares ?? []).filter(
    ({ memberId, teamId, expiresAt }) =>
      (expiresAt === null || expiresAt > now) &&
      (memberId === person.memberId || (teamId !== null && person.subject.teams.includes(teamId))),
  )
  const parents = Object.values(record.parents ?? {}).flatMap((parent) => (parent === null ? [] : sharesReaching(person, parent, now)))
  return [...own.map((share) => share.level), ...parents]
}

type Given = Pick<Share, 'level' | 'expiresAt'>

/** What both allow: the lower level, the sooner end. Where it is less than before, the change takes something away. */
export function lesser(before: Given, after: Given): Given {
  const lower = shareLevels.indexOf(after.level) < shareLevels.indexOf(before.level)
  const sooner = after.expiresAt !== null && (before.expiresAt === null || Date.parse(after.expiresAt) < Date.parse(before.expiresAt))
  return { level: lower ? after.level : before.level, expiresAt: sooner ? after.expiresAt : before.expiresAt }
}

export function sameGift(one: Given, other: Given): boolean {
  return one.level === other.level && one.expiresAt === other.expiresAt
}
