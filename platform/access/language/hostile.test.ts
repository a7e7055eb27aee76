import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleModel, uuidOf } from '../test/model.ts'
import { parsePolicy } from './document.ts'
import { describeRule } from './rule-sentence.ts'

const names = { roles: new Map<string, string>() }
const rule = {
  id: 'r',
  effect: 'deny',
  who: ['everyone', 'role:clerk', `team:${uuidOf(1)}`],
  permissions: ['deals.*', 'companies.read'],
  fields: { except: ['name'] },
  at: uuidOf(2),
  note: 'Why',
  when: {
    any: [
      { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.reports' } },
      { all: [{ not: { shared: 'editor' } }, { attribute: 'context.time', operator: 'between', value: ['22:00', '06:00'] }] },
      { attribute: 'resource.classification', operator: 'in', value: ['public', 'internal'] },
    ],
  },
}
const policy = { roles: [{ key: 'clerk', name: 'Clerk' }], rules: [rule], settings: { secondApprover: true, manyPeople: 5 } }

/** Every place in a JSON value, as the members on the way to it. */
function placesIn(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([key, part]) => placesIn(part).map((rest) => [key, ...rest]))]
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((part: unknown, i) => (String(i) === key ? replaced(part, rest, by) : part))
  return Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, name === key ? replaced(part, rest, by) : part]))
}

const words = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '*',
  'deals.*',
  'resource.__proto__',
  'role:',
  'everyone',
  '\0',
  '\uD800',
  '',
)
const anything = fc.oneof(fc.jsonValue(), words, fc.record({ attribute: words, operator: words, value: fc.jsonValue() }))

it('answers anything that is written, and what it accepts it accepts again and can say', () => {
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(policy)), anything, (place, by) => {
      const parsed = parsePolicy(sampleModel, replaced(policy, place, by))
      if ('problems' in parsed) {
        expect(parsed.problems.length).toBeGreaterThan(0)
        return
      }
      expect(parsePolicy(sampleModel, JSON.parse(JSON.stringify(parsed.document)))).toEqual(parsed)
      for (const one of parsed.document.rules) expect(describeRule(sampleModel, one, names)).toMatch(/^\S.*\.$/s)
    }),
    { numRuns: 3000 },
  )
})
