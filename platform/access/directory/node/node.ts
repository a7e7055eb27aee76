import { chainOf, misplacement, withBelow } from '../tree.ts'

/** From large to small (SEN10). A place may be part of one of its own kind, never of a smaller one. */
export const nodeKinds = ['company', 'region', 'site', 'zone'] as const
export type NodeKind = (typeof nodeKinds)[number]

/** A place in the hierarchy. What is set at one counts there and below. */
export interface Node {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly kind: NodeKind
  readonly parentId: string | null
  readonly memberIds: string[]
}

/** A change asked for; what is absent stays. */
export interface NodeChange {
  readonly name?: string | undefined
  readonly kind?: NodeKind | undefined
  readonly parentId?: string | null | undefined
}

type Placed = Pick<Node, 'id' | 'name' | 'kind' | 'parentId'>

/** Why the node cannot be of this kind at this place, with the member of the body that is wrong; undefined where it can. */
export function nodeFault(
  nodes: readonly Placed[],
  id: string | undefined,
  { kind, parentId }: Pick<Node, 'kind' | 'parentId'>,
): { path: 'parentId' | 'kind'; message: string } | undefined {
  const fault = misplacement(nodes, id, parentId)
  if (fault !== undefined) return { path: 'parentId', message: chainOf(nodes, parentId).length === 0 ? 'There is no such place.' : fault }
  const parent = nodes.find((node) => node.id === parentId)
  if (parent !== undefined && isSmaller(parent.kind, kind))
    return { path: 'kind', message: `A ${kind} cannot be part of a ${parent.kind}: the order is ${nodeKinds.join(' › ')}.` }
  const child = id === undefined ? undefined : withBelow(nodes, id).find((node) => node.parentId === id && isSmaller(kind, node.kind))
  return (
    child && {
      path: 'kind',
      message: `${child.name} is a ${child.kind} and cannot be part of a ${kind}: the order is ${nodeKinds.join(' › ')}.`,
    }
  )
}

function isSmaller(kind: NodeKind, than: NodeKind): boolean {
  return nodeKinds.indexOf(kind) > nodeKinds.indexOf(than)
}
