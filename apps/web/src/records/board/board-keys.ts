/** Where a key leads on a board, decided without a browser. */
export interface BoardPlace {
  readonly column: number
  readonly row: number
}

/** The place an arrow (or Home, End) leads to; the next column that has cards, in the nearest row. */
export function boardTravel(key: string, place: BoardPlace, sizes: readonly number[]): BoardPlace | undefined {
  const size = sizes[place.column] ?? 0
  switch (key) {
    case 'ArrowUp':
      return { ...place, row: Math.max(0, place.row - 1) }
    case 'ArrowDown':
      return { ...place, row: Math.min(size - 1, place.row + 1) }
    case 'Home':
      return { ...place, row: 0 }
    case 'End':
      return { ...place, row: Math.max(0, size - 1) }
    case 'ArrowLeft':
      return sideways(place, -1, sizes)
    case 'ArrowRight':
      return sideways(place, 1, sizes)
    default:
      return undefined
  }
}

function sideways({ column, row }: BoardPlace, by: -1 | 1, sizes: readonly number[]): BoardPlace {
  for (let next = column + by; next >= 0 && next < sizes.length; next += by) {
    const size = sizes[next] ?? 0
    if (size > 0) return { column: next, row: Math.min(row, size - 1) }
  }
  return { column, row }
}
