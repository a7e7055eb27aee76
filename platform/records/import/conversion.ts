import type { Field } from '../definition/field.ts'
import { unguard } from '../export/cell-guard.ts'
import { isBlank, isBlankText } from './blank.ts'
import { quoted, type Converted, type Converter } from './converted.ts'
import { parseDate, type DateOrder } from './date.ts'
import { parseNumber, toMinorUnits, type DecimalMark } from './number.ts'
import { convertTags, convertText, textConverter } from './text-conversion.ts'

/** Which part of a value is taken. `firstNumber`: `2013 (1888)` → 2013. `beforeComma`: `Saint Paul, Minnesota` → Saint Paul. */
export const takes = ['all', 'firstNumber', 'beforeComma', 'afterComma'] as const
export type Take = (typeof takes)[number]

/** How one column's values are read. */
export interface Reading {
  readonly dateOrder: DateOrder
  readonly decimal: DecimalMark
  /** Amounts are in ones, thousands or millions. */
  readonly scale: 1 | 1000 | 1_000_000
  readonly take: Take
}

const nothing: Converted = { value: null }

/**
 * A function from a cell's text to a field's value. A reference's value is its name; finding the record is a later step.
 * Amounts are turned into minor units of `currencyDigits` places.
 */
export function converter(field: Field, reading: Reading): Converter {
  const convert = plainConverter(field, reading)
  const blank =
    field.type === 'text' || field.type === 'longText' || field.type === 'reference' || field.type === 'tags' ? isBlankText : isBlank
  return (text) => {
    if (text === '' || blank(text)) return nothing
    const bare = text.startsWith("'") ? unguard(text) : text
    if (reading.take === 'all') return convert(bare)
    const part = taken(bare, reading.take)
    return part === '' ? nothing : convert(part)
  }
}

function plainConverter(field: Field, reading: Reading): Converter {
  switch (field.type) {
    case 'integer':
      return (text) => convertInteger(text, field, reading)
    case 'money':
      return (text) => convertAmount(text, reading)
    case 'date':
      return (text) => convertDate(text, reading.dateOrder)
    case 'dateTime':
      return (text) => convertDateTime(text, reading.dateOrder)
    case 'choice':
      return (text) => convertChoice(text, field)
    case 'tags':
      return convertTags
    case 'reference':
      return (text) => convertText(text, 200)
    default:
      return textConverter(field.type, field.maxLength)
  }
}

export function taken(text: string, take: Take): string {
  switch (take) {
    case 'all':
      return text
    case 'firstNumber':
      return /-?\d+(?:[.,]\d+)*/.exec(text)?.[0] ?? ''
    case 'beforeComma':
      return text.split(/[,;]/, 1)[0]?.trim() ?? ''
    case 'afterComma': {
      const first = text.split(';', 1)[0] ?? ''
      const comma = first.lastIndexOf(',')
      return comma < 0 ? '' : first.slice(comma + 1).trim()
    }
  }
}

function convertInteger(text: string, field: Field, reading: Reading): Converted {
  const number = parseNumber(text, reading.decimal)
  if (number === undefined) return { problem: `${quoted(text)} is not a number.` }
  const scaled = toMinorUnits(number.digits, 0, reading.scale)
  if (scaled === undefined) return { problem: `${quoted(text)} is not a whole number.` }
  if (field.min !== undefined && scaled < field.min) return { problem: `${quoted(text)} is less than ${field.min}.` }
  if (field.max !== undefined && scaled > field.max) return { problem: `${quoted(text)} is more than ${field.max}.` }
  return { value: scaled }
}

/** Leaves the digits as text: how many minor units they are depends on the row's currency (`amountInMinorUnits`). */
function convertAmount(text: string, reading: Reading): Converted {
  const number = parseNumber(text, reading.decimal)
  if (number === undefined) return { problem: `${quoted(text)} is not an amount of money.` }
  if (number.percent === true) return { problem: `${quoted(text)} is a percentage, not an amount of money.` }
  if (number.digits.startsWith('-')) return { problem: `${quoted(text)} is a negative amount.` }
  return { value: number.digits, ...(number.currency === undefined ? {} : { currency: number.currency }) }
}

/** Minor units of an amount's digits, or why not. */
export function amountInMinorUnits(digits: string, places: number, reading: Reading, currency: string): Converted {
  const value = toMinorUnits(digits, places, reading.scale)
  if (value !== undefined) return { value }
  if (digits.length > 16) return { problem: `${quoted(digits)} is too large an amount.` }
  return { problem: `${quoted(digits)} has more digits after the point than ${currency} has (${places}).` }
}

function convertDate(text: string, order: DateOrder): Converted {
  const parsed = parseDate(text, order)
  if (parsed === undefined) return { problem: notADate(text, order) }
  const year = Number(parsed.date.slice(0, 4))
  return year < 1900 || year > 2199 ? { problem: `${quoted(text)} is outside the years 1900 to 2199.` } : { value: parsed.date }
}

function notADate(text: string, order: DateOrder): string {
  const other = order === 'mdy' ? 'dmy' : 'mdy'
  if (parseDate(text, other) === undefined) return `${quoted(text)} is not a date.`
  return `${quoted(text)} is not a date when the ${order === 'mdy' ? 'month' : 'day'} comes first.`
}

function convertDateTime(text: string, order: DateOrder): Converted {
  const parsed = parseDate(text, order)
  if (parsed === undefined) return { problem: `${quoted(text)} is not a date and time.` }
  return { value: new Date(`${parsed.date}T${parsed.time ?? '00:00:00'}${parsed.zone ?? 'Z'}`).toISOString() }
}

function convertChoice(text: string, field: Field): Converted {
  const wanted = text.trim().toLowerCase()
  const found = field.choices?.find((choice) => choice.value.toLowerCase() === wanted || choice.label.toLowerCase() === wanted)
  if (found !== undefined) return { value: found.value }
  return { problem: `${quoted(text)} is none of ${field.choices?.map((choice) => choice.label).join(', ') ?? 'the choices'}.` }
}
