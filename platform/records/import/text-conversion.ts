import { tagLength, tagLimit, type FieldType } from '../definition/field.ts'
import { quoted, type Converted, type Converter } from './converted.ts'
import * as pattern from '../definition/pattern.ts'
import { isCurrency } from './number.ts'

/** Breaks and tabs, which a value of one line cannot hold: they become a space. */
const breaks = /[\t-\r]+/g

function withoutControl(text: string): string {
  return pattern.lines.test(text) ? text : [...text].filter((character) => pattern.lines.test(character)).join('')
}

const length = (text: string): number => (text.length <= 20 ? text.length : [...text].length)

export function textConverter(type: FieldType, maxLength = 200): Converter {
  switch (type) {
    case 'longText':
      return (text) => limited(withoutControl(text.replace(/\r\n?/g, '\n')).trim(), maxLength)
    case 'email':
      return convertEmail
    case 'phone':
      return convertPhone
    case 'url':
      return convertUrl
    case 'currency':
      return convertCurrency
    default:
      return (text) => convertText(text, maxLength)
  }
}

/** One line: trimmed, line breaks become a space, other control characters go. */
export function convertText(text: string, maxLength: number): Converted {
  const line = pattern.line.test(text) ? text : withoutControl(text.replace(breaks, ' '))
  return limited(line.trim(), maxLength)
}

function limited(text: string, maxLength: number): Converted {
  if (text === '') return { value: null }
  const found = length(text)
  if (found > maxLength)
    return { problem: `${quoted(text)} has ${found.toLocaleString('en')} characters; at most ${maxLength.toLocaleString('en')} fit.` }
  return { value: text.toWellFormed() }
}

function convertEmail(text: string): Converted {
  const address = text
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]+)>$/, '$1')
  return address.length <= 254 && pattern.email.test(address) ? { value: address } : { problem: `${quoted(text)} is not an email address.` }
}

function convertPhone(text: string): Converted {
  const number = text
    .trim()
    .replace(breaks, ' ')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/^tel:/i, '')
    .replace(/\b(ext|extension)\.?/gi, 'x')
  return pattern.phone.test(number) ? { value: number } : { problem: `${quoted(text)} is not a phone number.` }
}

function convertUrl(text: string): Converted {
  const address = text.trim()
  return address.length <= 2000 && pattern.url.test(address) ? { value: address } : { problem: `${quoted(text)} is not a web address.` }
}

function convertCurrency(text: string): Converted {
  const code = text.trim().toUpperCase()
  return isCurrency(code) ? { value: code } : { problem: `${quoted(text)} is not a currency code such as EUR or USD.` }
}

/** Tags are separated by commas or, where there is none, by semicolons or bars; the same tag twice is one. */
export function convertTags(text: string): Converted {
  const tags = new Set<string>()
  for (const part of text.split(text.includes(',') ? ',' : /[;|\n]/)) {
    const tag = withoutControl(part.replace(breaks, ' ')).trim().toWellFormed()
    if (tag !== '') tags.add(tag)
  }
  const long = [...tags].find((tag) => length(tag) > tagLength)
  if (long !== undefined) return { problem: `The tag ${quoted(long)} has more than ${tagLength} characters.` }
  if (tags.size > tagLimit) return { problem: `${tags.size} tags are more than the ${tagLimit} that a record can have.` }
  return { value: [...tags] }
}
