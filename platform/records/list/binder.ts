/** Values of a statement in the making; `bind` answers with the placeholder. The first is always the organization. */
export class Binder {
  readonly values: unknown[]

  constructor(tenant: string) {
    this.values = [tenant]
  }

  bind(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }
}
