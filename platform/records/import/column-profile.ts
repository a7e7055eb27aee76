import { isBlank, isBlankText } from './blank.ts'
import { createDateObserver, type DateOrder } from './date.ts'
import { createDecimalObserver, type DecimalMark } from './number.ts'

/** What a column holds, learned by reading every row once. Stored with the import and shown beside its heading. */
export interface ColumnProfile {
  readonly name: string
  /** Rows with something in this column. */
  readonly filled: number
  /** Rows that hold a text for "nothing", such as NULL. */
  readonly blankTexts: number
  /** Up to 5 different values. */
  readonly samples: readonly string[]
  /** Part of the filled values, 0 to 1, that read as this. */
  readonly dates: number
  readonly numbers: number
  readonly emails: number
  readonly urls: number
  readonly dateOrder: DateOrder
  readonly dateAmbiguous: boolean
  readonly decimal: DecimalMark
  readonly decimalAmbiguous: boolean
  readonly longest: number
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const url = /^(https?:\/\/|www\.)\S+$|^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i
/** Kinds of values are judged by the first 5,000; date order and decimal mark by all, since one 13 decides. */
const judged = 5000
const sampleLength = 120

export interface ColumnObserver {
  add(value: string): void
  result(): ColumnProfile
}

export function createColumnObserver(name: string): ColumnObserver {
  const dates = createDateObserver()
  const decimals = createDecimalObserver()
  const samples = new Set<string>()
  let filled = 0
  let blankTexts = 0
  let longest = 0
  let emails = 0
  let urls = 0
  return {
    add(value) {
      if (value === '') return
      if (isBlankText(value) || isBlank(value)) {
        if (value.trim() !== '') blankTexts += 1
        return
      }
      filled += 1
      if (samples.size < 5) samples.add(value.slice(0, sampleLength))
      if (value.length > longest) longest = value.length
      dates.add(value)
      decimals.add(value)
      if (filled > judged) return
      if (email.test(value)) emails += 1
      if (value.length < 200 && url.test(value)) urls += 1
    },
    result() {
      const date = dates.result()
      const number = decimals.result()
      const all = Math.max(1, filled)
      const first = Math.max(1, Math.min(filled, judged))
      return {
        name,
        filled,
        blankTexts,
        longest,
        samples: [...samples],
        dates: date.dates / all,
        numbers: number.numbers / all,
        emails: emails / first,
        urls: urls / first,
        dateOrder: date.order,
        dateAmbiguous: date.ambiguous,
        decimal: number.decimal,
        decimalAmbiguous: number.ambiguous,
      }
    },
  }
}
