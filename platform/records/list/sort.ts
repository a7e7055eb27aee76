import { Problem } from '@freehold/kernel'
import { fieldOf, type ObjectDefinition } from '../definition/object.ts'

export interface SortTerm {
  readonly field: string
  readonly descending: boolean
  /** Empty values exist; they come last in either direction, as people expect of a list. */
  readonly nullable: boolean
}

const mostTerms = 3

/** `-amount,name` as data; the id always follows as the last term. Throws Problem `invalid_input`. */
export function parseSort(object: ObjectDefinition, sort: string | undefined): SortTerm[] {
  const terms = (sort ?? object.defaultSort).split(',').filter((part) => part !== '')
  if (terms.length === 0 || terms.length > mostTerms) throw wrong(`sort takes 1 to ${mostTerms} fields, separated by commas.`)
  const parsed = terms.map((part) => parseTerm(object, part))
  if (new Set(parsed.map((term) => term.field)).size < parsed.length) throw wrong('sort names a field twice.')
  return parsed
}

function parseTerm(object: ObjectDefinition, part: string): SortTerm {
  const descending = part.startsWith('-')
  const name = descending ? part.slice(1) : part
  const field = fieldOf(object, name)
  if (field === undefined || !field.sortable) throw wrong(`${object.pluralLabel} cannot be sorted by ${name}.`)
  return { field: name, descending, nullable: !field.required }
}

function wrong(message: string): Problem {
  return new Problem('invalid_input', { errors: [{ path: 'sort', message }] })
}
