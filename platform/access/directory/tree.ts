/** A part of a tree: a team of a team, a region of a company. */
export interface Branch {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
}

/** How many levels a tree of teams or places has at most: the same as the levels a rule can distinguish. */
export const mostLevels = 8

/** The branch and all that it is part of, nearest first. Ends at a circle instead of running in it. */
export function chainOf<B extends Branch>(branches: readonly B[], id: string | null): B[] {
  const byId = new Map(branches.map((branch) => [branch.id, branch]))
  const chain = new Set<B>()
  for (let at = byIdOf(byId, id); at !== undefined && !chain.has(at); at = byIdOf(byId, at.parentId)) chain.add(at)
  return [...chain]
}

/** The branch and everything below it, whatever the order in which they are given. */
export function withBelow<B extends Branch>(branches: readonly B[], id: string): B[] {
  return branches.filter((branch) => chainOf(branches, branch.id).some((above) => above.id === id))
}

/** Why the branch cannot stand below `parentId`, in a sentence; undefined where it can. `id` of a new one is undefined. */
export function misplacement(branches: readonly Branch[], id: string | undefined, parentId: string | null): string | undefined {
  if (parentId === null) return undefined
  const chain = chainOf(branches, parentId)
  const [parent] = chain
  if (parent === undefined) return 'There is nothing with this id to belong to.'
  if (chain.some((above) => above.id === id)) {
    return parent.id === id ? `${parent.name} cannot belong to itself.` : `${parent.name} already belongs to it: that would be a circle.`
  }
  return chain.length + height(branches, id) > mostLevels
    ? `That would be more than ${mostLevels} levels: ${parent.name} is on level ${chain.length}.`
    : undefined
}

/** Levels of the branch with what is below it; a new one has nothing below. */
function height(branches: readonly Branch[], id: string | undefined): number {
  if (id === undefined) return 1
  const own = chainOf(branches, id).length
  return Math.max(1, ...withBelow(branches, id).map((branch) => chainOf(branches, branch.id).length - own + 1))
}

function byIdOf<B extends Branch>(byId: ReadonlyMap<string, B>, id: string | null): B | undefined {
  return id === null ? undefined : byId.get(id)
}
