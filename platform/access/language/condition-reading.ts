import { readComparison } from './comparison-reading.ts'
import type { ConditionScope } from './comparison-reading.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import { shareLevels } from './policy.ts'
import type { Condition } from './policy.ts'
import { suggestion } from './suggestion.ts'

/** Deeper or longer than this nobody understands, and each is looked at for every record. */
const depthLimit = 10
const nodeLimit = 200

const kinds = ['all', 'any', 'not', 'shared'] as const

export function readCondition(place: Place, input: unknown, scope: ConditionScope): Condition | undefined {
  return new ConditionReader(place, scope).read(place, input, 1)
}

class ConditionReader {
  readonly #whole: Place
  readonly #scope: ConditionScope
  #nodes = 0

  constructor(whole: Place, scope: ConditionScope) {
    this.#whole = whole
    this.#scope = scope
  }

  read(place: Place, input: unknown, depth: number): Condition | undefined {
    this.#nodes++
    // Said once; what comes after it is not read.
    if (this.#nodes === nodeLimit + 1) this.#whole.problem(`This condition has more than ${nodeLimit} parts. Make it several rules.`)
    if (this.#nodes > nodeLimit) return undefined
    if (depth > depthLimit) return place.problem(`Conditions are at most ${depthLimit} deep, and this part is deeper.`)
    const kind = kindOf(input)
    if (kind === undefined)
      return place.problem(
        `A condition is an object with \`all\`, \`any\`, \`not\`, \`shared\`, or \`attribute\` and \`operator\`; not ${described(input)}.`,
      )
    const members = kind === 'comparison' ? place.object(input, ['attribute', 'operator'], ['value']) : place.object(input, [kind])
    if (members === undefined) return undefined
    if (kind === 'comparison') return readComparison(place, members, this.#scope)
    if (kind === 'shared') return this.#shared(place.at(kind), members[kind])
    if (kind === 'not') return this.#not(place.at(kind), members[kind], depth)
    return this.#parts(place.at(kind), members[kind], { kind, depth })
  }

  #parts(place: Place, input: unknown, { kind, depth }: { kind: 'all' | 'any'; depth: number }): Condition | undefined {
    const parts = place.list(input, { what: 'conditions', atLeast: 1, atMost: nodeLimit }, (at, part) => this.read(at, part, depth + 1))
    if (parts === undefined) return undefined
    return kind === 'all' ? { all: parts } : { any: parts }
  }

  #not(place: Place, input: unknown, depth: number): Condition | undefined {
    const part = this.read(place, input, depth + 1)
    return part && { not: part }
  }

  #shared(place: Place, input: unknown): Condition | undefined {
    const other = this.#scope.resources.find(({ record }) => record === undefined)
    if (other !== undefined) return place.problem(`Only records are shared, and ${other.plural} are none.`)
    const level = shareLevels.find((known) => known === input)
    if (level === undefined) return place.problem(`There is no level ${quoted(input)}.${suggestion(input, shareLevels)}`)
    return { shared: level }
  }
}

/** By the members that it has; the first one of several, so that the others are said to be too many. */
function kindOf(input: unknown): (typeof kinds)[number] | 'comparison' | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined
  return kinds.find((kind) => Object.hasOwn(input, kind)) ?? (Object.hasOwn(input, 'attribute') ? 'comparison' : undefined)
}

function described(input: unknown): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return quoted(input)
  const names = Object.keys(input)
  return names.length === 0 ? 'an empty one' : `one with ${names.slice(0, 5).map(quoted).join(', ')}`
}
