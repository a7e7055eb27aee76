import type { Snapshot } from './facts.ts'

/** Parent by id, of nodes or teams. */
export type Parents = ReadonlyMap<string, string | null>

/** The places of an organization: company › region › site › zone (SEN10). Trees are at most 8 deep; the database refuses cycles. */
export class Hierarchy {
  readonly #parents: Parents
  readonly #children = new Map<string, string[]>()

  constructor(nodes: Snapshot['nodes']) {
    this.#parents = new Map(nodes.map((node) => [node.id, node.parentId]))
    for (const { id, parentId } of nodes) {
      if (parentId === null) continue
      const siblings = this.#children.get(parentId)
      if (siblings === undefined) this.#children.set(parentId, [id])
      else siblings.push(id)
    }
  }

  has(node: string): boolean {
    return this.#parents.has(node)
  }

  /** 1 for a root; 0 for "the whole organization" and for a node that is none. */
  depth(node: string | undefined): number {
    return node === undefined ? 0 : pathOf(this.#parents, node).length
  }

  /** The node and everything below it. */
  subtree(node: string): string[] {
    const found = new Set(this.has(node) ? [node] : [])
    for (const one of found) for (const child of this.#children.get(one) ?? []) found.add(child)
    return [...found]
  }

  isWithin(node: string, ancestor: string): boolean {
    return pathOf(this.#parents, node).includes(ancestor)
  }
}

/** From the id up to its root, itself included; empty for an id that is none. Ends at a cycle. */
export function pathOf(parents: Parents, id: string): string[] {
  const path: string[] = []
  for (let at: string | null | undefined = id; at != null && parents.has(at) && !path.includes(at); at = parents.get(at)) path.push(at)
  return path
}
