/**
 * A field as data. Everything that knows a field (API schema, filter, import column, page) reads it from here,
 * so that a new field is one line in an object's definition and one column in a migration.
 */
export interface ValueByType {
  text: string
  longText: string
  email: string
  phone: string
  url: string
  /** ISO 4217, `EUR`. */
  currency: string
  /** Whole number, at most 2^53 - 1 either way. */
  integer: number
  /** Minor units of the record's `currency`: 1054 is 10.54 EUR and 1054 JPY. */
  money: number
  /** `YYYY-MM-DD`. */
  date: string
  /** ISO 8601 with offset. */
  dateTime: string
  /** One of the `choices`. */
  choice: string
  /** uuid of a record of the same organization. */
  reference: string
  tags: string[]
}

export type FieldType = keyof ValueByType

export interface Choice {
  readonly value: string
  readonly label: string
  /** Name of a hue of the page's palette, for the chip. */
  readonly hue: Hue
}

export type Hue = 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'violet' | 'pink'

export interface Field<T extends FieldType = FieldType, Required extends boolean = boolean> {
  readonly type: T
  /** As people read it: `Expected close`. */
  readonly label: string
  readonly description?: string
  /** Never null in the database. Required in a create unless `defaulted`. */
  readonly required: Required
  /** The server fills it in when a create leaves it out. */
  readonly defaulted: boolean
  /** Written by the server only. */
  readonly readOnly: boolean
  readonly importable: boolean
  readonly sortable: boolean
  /** Of text in characters (code points), of tags in entries. */
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly Choice[]
  /** The choices rise from least to most: permissions may compare them (a classification with a clearance). */
  readonly ordered?: boolean
  /** Of a new record that does not say. */
  readonly initial?: string
  /** Name of the object or target that a reference points at. */
  readonly reference?: string
  /** A change of this reference is a move: "moved this from Engaging to Won". */
  readonly moves: boolean
  /** Other headings under which imported files carry this field, lower case: `account` for a deal's company. */
  readonly aliases: readonly string[]
}

export interface FieldOptions {
  readonly required?: boolean
  readonly defaulted?: boolean
  readonly readOnly?: boolean
  readonly importable?: boolean
  readonly moves?: boolean
  readonly description?: string
  readonly aliases?: readonly string[]
}

type RequiredOf<O extends FieldOptions> = O extends { required: true } ? true : false

export const textLimit = 200
export const longTextLimit = 20_000
export const tagLimit = 50
export const tagLength = 60
export const integerLimit = Number.MAX_SAFE_INTEGER

/** One line of text. */
export function text<const O extends FieldOptions & { max?: number }>(label: string, options?: O): Field<'text', RequiredOf<O>> {
  return field('text', label, options, { maxLength: options?.max ?? textLimit })
}

/** Text of several lines. Not sortable: nobody reads a list by it, and it would need an index of its own. */
export function longText<const O extends FieldOptions & { max?: number }>(label: string, options?: O): Field<'longText', RequiredOf<O>> {
  return field('longText', label, options, { maxLength: options?.max ?? longTextLimit, sortable: false })
}

export function email<const O extends FieldOptions>(label: string, options?: O): Field<'email', RequiredOf<O>> {
  return field('email', label, options, { maxLength: 254 })
}

export function phone<const O extends FieldOptions>(label: string, options?: O): Field<'phone', RequiredOf<O>> {
  return field('phone', label, options, { maxLength: 40 })
}

/** A web address, with or without `https://`. */
export function url<const O extends FieldOptions>(label: string, options?: O): Field<'url', RequiredOf<O>> {
  return field('url', label, options, { maxLength: 2000 })
}

export function currency<const O extends FieldOptions>(label: string, options?: O): Field<'currency', RequiredOf<O>> {
  return field('currency', label, options, { maxLength: 3 })
}

export function integer<const O extends FieldOptions & { min?: number; max?: number }>(
  label: string,
  options?: O,
): Field<'integer', RequiredOf<O>> {
  return field('integer', label, options, { min: options?.min ?? -2_147_483_648, max: options?.max ?? 2_147_483_647 })
}

export function money<const O extends FieldOptions>(label: string, options?: O): Field<'money', RequiredOf<O>> {
  return field('money', label, options, { min: 0, max: integerLimit })
}

export function date<const O extends FieldOptions>(label: string, options?: O): Field<'date', RequiredOf<O>> {
  return field('date', label, options, {})
}

export function dateTime<const O extends FieldOptions>(label: string, options?: O): Field<'dateTime', RequiredOf<O>> {
  return field('dateTime', label, options, {})
}

/** `initial`: what a new record that does not say gets; such a field is `defaulted`. */
export function choice<const O extends FieldOptions & { ordered?: boolean; initial?: string }>(
  label: string,
  choices: readonly Choice[],
  options?: O,
): Field<'choice', RequiredOf<O>> {
  const { ordered, initial } = options ?? {}
  const defaulted = options?.defaulted ?? initial !== undefined
  return field(
    'choice',
    label,
    { ...options, defaulted },
    { choices, ...(ordered && { ordered }), ...(initial !== undefined && { initial }) },
  )
}

/** Not sortable: by id means nothing to a person, by name would join a million rows before the first fifty are known. */
export function reference<const O extends FieldOptions>(label: string, to: string, options?: O): Field<'reference', RequiredOf<O>> {
  return field('reference', label, options, { reference: to, sortable: false })
}

export function tags<const O extends FieldOptions>(label: string, options?: O): Field<'tags', RequiredOf<O>> {
  return field('tags', label, { defaulted: true, ...options }, { maxLength: tagLimit, sortable: false })
}

function field<T extends FieldType, Required extends boolean>(
  type: T,
  label: string,
  options: FieldOptions | undefined,
  traits: Partial<Pick<Field, 'maxLength' | 'min' | 'max' | 'choices' | 'ordered' | 'initial' | 'reference' | 'sortable'>>,
): Field<T, Required> {
  const readOnly = options?.readOnly ?? false
  return {
    type,
    label,
    required: (options?.required ?? false) as Required,
    defaulted: options?.defaulted ?? false,
    readOnly,
    importable: options?.importable ?? !readOnly,
    sortable: true,
    moves: options?.moves ?? false,
    aliases: options?.aliases ?? [],
    ...(options?.description === undefined ? {} : { description: options.description }),
    ...traits,
  }
}
