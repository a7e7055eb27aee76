export interface LoadedColumn {
  readonly stage: string
  /** As the server listed them. */
  readonly ids: readonly string[]
}

/**
 * Which cards stand in which column now. Lists are read once and stay as they are; a card stands where its record's stage says,
 * so that a move shows at once, whoever made it, and is gone again when the server refuses it. Cards that came from another
 * column stand on top, where one looks for them.
 */
export function placeCards(columns: readonly LoadedColumn[], stageOf: (id: string) => string): string[][] {
  const placed = new Map(columns.map(({ stage }) => [stage, { arrived: new Set<string>(), stayed: new Set<string>() }]))
  for (const { stage, ids } of columns) {
    for (const id of ids) {
      const place = placed.get(stageOf(id))
      if (place === undefined) continue
      if (stageOf(id) === stage) place.stayed.add(id)
      else place.arrived.add(id)
    }
  }
  return columns.map(({ stage }) => {
    const { arrived, stayed } = placed.get(stage) ?? { arrived: new Set(), stayed: new Set() }
    return [...[...arrived].filter((id) => !stayed.has(id)), ...stayed]
  })
}
