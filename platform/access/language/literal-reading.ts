import { isIP } from 'node:net'
import { builtInRoles } from '../model/model.ts'
import type { Attribute } from '../model/model.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import type { Literal } from './policy.ts'
import { suggestion } from './suggestion.ts'

/** The organization's own, so that a policy cannot name what is not there. Ids in lower case. */
export interface KnownIds {
  readonly teams: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  readonly nodes: ReadonlySet<string>
}

export interface LiteralScope {
  readonly known: KnownIds | undefined
  /** Keys of the document's own roles. */
  readonly roles: readonly string[]
}

const textLimit = 1000
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const dayPattern = /^[12]\d{3}-\d\d-\d\d$/
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/
const instantPattern = /^[12]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

type Reader = (place: Place, input: unknown, scope: LiteralScope, attribute: Attribute) => Literal | undefined

/** A value that can be compared with the attribute, as facts write it: ids in lower case, times in UTC. */
export function readLiteral(place: Place, input: unknown, scope: LiteralScope, attribute: Attribute): Literal | undefined {
  if (attribute.type === 'list') return place.problem('A list is compared with one of its entries: use `contains`.')
  return readers[attribute.type](place, input, scope, attribute)
}

const readers: Record<Exclude<Attribute['type'], 'list'>, Reader> = {
  id: (place, input, { known }, { refers = 'record' }) => readId(place, input, refers, idsOf(known, refers)),
  text: (place, input) => (typeof input === 'string' ? place.text(input, textLimit) : place.problem(`${quoted(input)} is no text.`)),
  number: (place, input) =>
    Number.isSafeInteger(input)
      ? (input as number)
      : place.problem(`${typed(input)} is no whole number. Amounts are in minor units: 1054 is 10.54.`),
  boolean: (place, input) => (typeof input === 'boolean' ? input : place.problem(`${typed(input)} is neither \`true\` nor \`false\`.`)),
  date: (place, input) => (isDay(input) ? input : place.problem(`${quoted(input)} is no date. Dates are written \`2026-01-31\`.`)),
  dateTime: (place, input) => readInstant(place, input),
  time: (place, input) =>
    typeof input === 'string' && timePattern.test(input)
      ? input
      : place.problem(`${quoted(input)} is no time of day. Times are written \`08:30\`, from \`00:00\` to \`23:59\`.`),
  choice: (place, input, _, { values = [] }) =>
    typeof input === 'string' && values.includes(input)
      ? input
      : place.problem(`${quoted(input)} is none of the values.${suggestion(input, values)}`),
  address: (place, input) => readNetwork(place, input),
}

export function readId(place: Place, input: unknown, refers: string, known: ReadonlySet<string> | undefined): string | undefined {
  if (typeof input !== 'string' || !uuid.test(input)) return place.problem(`${quoted(input)} is no id of a ${refers}; ids are UUIDs.`)
  const id = input.toLowerCase()
  if (known !== undefined && !known.has(id)) return place.problem(`There is no ${refers} with the id ${quoted(id)}.`)
  return id
}

/** Key of a built-in role or of one of the document's own. */
export function readRole(place: Place, input: unknown, { roles }: LiteralScope): string | undefined {
  const keys = [...builtInRoles, ...roles]
  if (typeof input === 'string' && keys.includes(input)) return input
  return place.problem(`There is no role ${quoted(input)}.${suggestion(input, keys)}`)
}

/** With quotation marks around text, where a number that looks like text is what is wrong. */
function typed(input: unknown): string {
  return quoted(typeof input === 'string' ? `"${input}"` : input)
}

function idsOf(known: KnownIds | undefined, refers: string): ReadonlySet<string> | undefined {
  if (refers === 'member') return known?.members
  if (refers === 'team') return known?.teams
  return refers === 'node' ? known?.nodes : undefined
}

function isDay(input: unknown): input is string {
  if (typeof input !== 'string' || !dayPattern.test(input)) return false
  const day = new Date(`${input}T00:00:00Z`)
  // A day that does not exist, the 30th of February, is shifted: what comes out is another one.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(input)
}

function readInstant(place: Place, input: unknown): string | undefined {
  const isInstant = typeof input === 'string' && instantPattern.test(input) && isDay(input.slice(0, 10))
  if (!isInstant) return place.problem(`${quoted(input)} is no time with its offset, such as \`2026-01-31T08:30:00Z\`.`)
  return new Date(input).toISOString()
}

/** RFC 4632, `10.0.0.0/8`, `2001:db8::/32`. */
function readNetwork(place: Place, input: unknown): string | undefined {
  const [address = '', bits = '', ...rest] = typeof input === 'string' ? input.split('/') : []
  const family = address.includes('%') ? 0 : isIP(address)
  const most = family === 6 ? 128 : 32
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
    return place.problem(`${quoted(input)} is no network. Networks are written \`10.0.0.0/8\`, \`192.168.1.7/32\`, \`2001:db8::/32\`.`)
  return `${address}/${Number(bits)}`
}
