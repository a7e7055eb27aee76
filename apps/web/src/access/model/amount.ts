import type { Literal } from '../types.ts'

/** Conditions keep amounts in minor units; people write `10000.5`. `units`: how many minor units make one, 1 for what is no amount. */
export function asWritten(value: Literal, units: number): Literal {
  return typeof value === 'number' ? value / units : value
}

export function asKept(value: Literal, units: number): Literal {
  return typeof value === 'number' && units !== 1 ? Math.round(value * units) : value
}
