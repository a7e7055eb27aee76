/** Sizes of the grid in CSS pixels. */
export const rowHeight = 36
export const gutterWidth = 40
/** For the sum and the hover actions after the last column. */
export const tailWidth = 88
