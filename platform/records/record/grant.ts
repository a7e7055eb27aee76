declare const made: unique symbol

/** Leave to write one record, given in the transaction that writes it. Statements that write records ask for it; only a guard gives it. */
export interface Grant {
  readonly id: string
  readonly [made]: true
}

/** For `write-guard.ts` alone. */
export function granted(id: string): Grant {
  return { id } as Grant
}
