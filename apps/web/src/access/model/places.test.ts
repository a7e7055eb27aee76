import { describe, expect, it } from 'vitest'
import type { NodeKind, Place } from '../types.ts'
import { kindsBelow, likelyKind, moveTargets, pathOf, treeRows } from './places.ts'

const place = (id: string, kind: NodeKind, parentId: string | null): Place => ({ id, version: 1, name: id, kind, parentId, memberIds: [] })
const places = [
  place('B', 'site', 'North'),
  place('Co', 'company', null),
  place('North', 'region', 'Co'),
  place('South', 'region', 'Co'),
  place('A', 'site', 'North'),
  place('Lost', 'zone', 'gone'),
]

describe('the tree of places', () => {
  it('is read from top to bottom, siblings by name, and hides what is folded', () => {
    const shown = (folded: string[]) => treeRows(places, new Set(folded)).map(({ place: { id }, depth }) => `${depth} ${id}`)
    expect(shown([])).toEqual(['0 Co', '1 North', '2 A', '2 B', '1 South', '0 Lost'])
    expect(shown(['North'])).toEqual(['0 Co', '1 North', '1 South', '0 Lost'])
    expect(pathOf(places, 'A')).toBe('Co › North › A')
  })

  it('lets places stand below their own kind or a larger one, never below themselves', () => {
    const [, co, north] = places
    expect([kindsBelow(undefined)[0], kindsBelow(north), likelyKind(co)]).toEqual(['company', ['region', 'site', 'zone'], 'region'])
    expect(north && moveTargets(places, north).map(({ id }) => id)).toEqual(['Co', 'South'])
  })
})
