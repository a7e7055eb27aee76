/**
 * The shapes of values. Each has a twin in schema/0030-record-rules that the database checks; a property test holds them equal,
 * so only what JavaScript and PostgreSQL read alike is used here: negated classes of ASCII, no `\s`, no case folding.
 */

/** No control characters; a line ends at the first of them. */
export const line = /^[^\u0000-\u001f\u007f]*$/u
/** Tabs and line breaks are welcome, other control characters are not. */
export const lines = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u

export const email =
  /^[^\u0000-\u0020\u007f\u00a0"(),:;<>@[\\\]]+@[^\u0000-\u0020\u007f\u00a0"(),:;<>@[\\\].]+(\.[^\u0000-\u0020\u007f\u00a0"(),:;<>@[\\\].]+)+$/u

export const phone = /^(?=.*[0-9])[0-9 +()./,#*x:-]{3,40}$/u

export const url =
  /^(https?:\/\/)?[^\u0000-\u0020\u007f\u00a0"#/:<>?@[\\\]^`{|}.]+(\.[^\u0000-\u0020\u007f\u00a0"#/:<>?@[\\\]^`{|}.]+)+(:[0-9]{1,5})?([/?#][^\u0000-\u0020\u007f\u00a0"<>\\^`{|}]*)?$/u

export const currency = /^[A-Z]{3}$/u

/** Commas separate tags in filters and files. */
export const tag = /^[^\u0000-\u001f,\u007f]{1,60}$/u

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
