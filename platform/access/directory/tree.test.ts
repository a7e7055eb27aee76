import { describe, expect, it } from 'vitest'
import { nodeFault, type NodeKind } from './node/node.ts'
import { type Branch, chainOf, misplacement, mostLevels, withBelow } from './tree.ts'

/** `a/b/c`: c is part of b, b of a. */
function branches(...paths: string[]): Branch[] {
  const found = new Map<string, Branch>()
  for (const path of paths) {
    const names = path.split('/')
    names.forEach((name, i) => found.set(name, { id: name, name: name.toUpperCase(), parentId: names[i - 1] ?? null }))
  }
  return [...found.values()]
}

const deep = branches('1/2/3/4/5/6/7/8', 'a/b/c')

describe('a tree', () => {
  it('knows what is above and below', () => {
    expect(chainOf(deep, 'c').map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect(withBelow(deep, 'b').map(({ id }) => id)).toEqual(['b', 'c'])
    expect(chainOf(deep, null)).toEqual([])
    expect(chainOf(deep, 'none')).toEqual([])
  })

  it('does not run in circles that a hand in the database made', () => {
    const circle: Branch[] = [
      { id: 'x', name: 'X', parentId: 'y' },
      { id: 'y', name: 'Y', parentId: 'x' },
    ]
    expect(chainOf(circle, 'x').map(({ id }) => id)).toEqual(['x', 'y'])
  })

  it.each<[what: string, id: string | undefined, parent: string | null, fault: string | undefined]>([
    ['a new root', undefined, null, undefined],
    ['a new leaf', undefined, 'c', undefined],
    ['a move to the root', 'c', null, undefined],
    ['a move beside', 'b', '2', undefined],
    ['below nothing', undefined, 'none', 'There is nothing with this id to belong to.'],
    ['below itself', 'b', 'b', 'B cannot belong to itself.'],
    ['below its child', 'a', 'b', 'B already belongs to it: that would be a circle.'],
    ['below its grandchild', 'a', 'c', 'C already belongs to it: that would be a circle.'],
    ['too deep', undefined, '8', 'That would be more than 8 levels: 8 is on level 8.'],
    ['too deep with what is below it', 'a', '6', 'That would be more than 8 levels: 6 is on level 6.'],
    ['just deep enough with what is below it', 'a', '5', undefined],
  ])('%s', (_what, id, parent, fault) => {
    expect(misplacement(deep, id, parent)).toBe(fault)
    expect(mostLevels).toBe(8)
  })
})

describe('places', () => {
  const nodes = [
    { id: 'group', name: 'Group', kind: 'company', parentId: null },
    { id: 'north', name: 'North', kind: 'region', parentId: 'group' },
    { id: 'plant', name: 'Plant', kind: 'site', parentId: 'north' },
    { id: 'hall', name: 'Hall', kind: 'zone', parentId: 'plant' },
  ] as const

  it.each<[what: string, id: string | undefined, kind: NodeKind, parent: string | null, path: string | undefined]>([
    ['a zone of a site', undefined, 'zone', 'plant', undefined],
    ['a zone of a zone', undefined, 'zone', 'hall', undefined],
    ['a zone of a company', undefined, 'zone', 'group', undefined],
    ['a site on its own', undefined, 'site', null, undefined],
    ['a region of a site', undefined, 'region', 'plant', 'kind'],
    ['a company of a region', undefined, 'company', 'north', 'kind'],
    ['a site that becomes a zone, with a zone in it', 'plant', 'zone', 'north', undefined],
    ['a region that becomes a zone, with a site in it', 'north', 'zone', 'group', 'kind'],
    ['a region below its own site', 'north', 'region', 'plant', 'parentId'],
    ['below nothing', undefined, 'zone', 'none', 'parentId'],
  ])('%s', (_what, id, kind, parentId, path) => {
    expect(nodeFault(nodes, id, { kind, parentId })?.path).toBe(path)
  })
})
