import { type NodeKind, type Place, nodeKinds } from '../types.ts'

export interface TreeRow {
  place: Place
  /** 0 for roots. */
  depth: number
  children: number
  /** Position among its siblings, from 1, and how many there are. */
  position: number
  siblings: number
}

/** The tree as rows from top to bottom, without what is below folded places. Siblings by name. */
export function treeRows(places: readonly Place[], folded: ReadonlySet<string>): TreeRow[] {
  const below = childrenByParent(places)
  const rows: TreeRow[] = []
  const visit = (parent: string | null, depth: number): void => {
    const siblings = below.get(parent) ?? []
    for (const [at, place] of siblings.entries()) {
      rows.push({ place, depth, children: below.get(place.id)?.length ?? 0, position: at + 1, siblings: siblings.length })
      if (!folded.has(place.id)) visit(place.id, depth + 1)
    }
  }
  visit(null, 0)
  return rows
}

function childrenByParent(places: readonly Place[]): Map<string | null, Place[]> {
  const known = new Set(places.map((place) => place.id))
  const below = new Map<string | null, Place[]>()
  for (const place of places.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const parent = place.parentId !== null && known.has(place.parentId) ? place.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), place])
  }
  return below
}

/** The place itself and all below it. */
export function subtreeOf(places: readonly Place[], id: string): Set<string> {
  const found = new Set([id])
  for (const one of found) for (const place of places) if (place.parentId === one) found.add(place.id)
  return found
}

/** `Company › North › Vienna`. */
export function pathOf(places: readonly Place[], id: string): string {
  const byId = new Map(places.map((place) => [place.id, place]))
  const names: string[] = []
  for (let at = byId.get(id); at !== undefined && names.length < 20; at = at.parentId === null ? undefined : byId.get(at.parentId))
    names.unshift(at.name)
  return names.join(' › ')
}

/** Kinds that may stand below: not above the parent's own in company › region › site › zone. */
export function kindsBelow(parent: Place | undefined): readonly NodeKind[] {
  return parent === undefined ? nodeKinds : nodeKinds.slice(nodeKinds.indexOf(parent.kind))
}

export function likelyKind(parent: Place | undefined): NodeKind {
  if (parent === undefined) return 'company'
  return nodeKinds[nodeKinds.indexOf(parent.kind) + 1] ?? parent.kind
}

/** Where a place may be moved: not below itself, and only below kinds that may hold it. */
export function moveTargets(places: readonly Place[], moved: Place): Place[] {
  const own = subtreeOf(places, moved.id)
  return places.filter((place) => !own.has(place.id) && kindsBelow(place).includes(moved.kind))
}
