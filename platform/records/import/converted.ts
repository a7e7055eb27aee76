export type Converted =
  /** `value` null: the cell is blank. `currency`: what the amount's own symbol says. */
  | { readonly value: string | number | string[] | null; readonly currency?: string }
  /** Why not, as a sentence that begins with what stands in the cell. */
  | { readonly problem: string }

export type Converter = (text: string) => Converted

/** A cell's text in a sentence, long ones cut. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
}
