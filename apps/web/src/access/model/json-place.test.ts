import { describe, expect, it } from 'vitest'
import { lineOf, syntaxProblem } from './json-place.ts'

const text = JSON.stringify(
  { roles: [], rules: [{ id: 'a "quoted" {one}', when: { all: [{ attribute: 'x' }, { attribute: 'y' }] } }] },
  null,
  2,
)
const lineWith = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1

describe('a place in a JSON text', () => {
  it('is found by its path, or as near as there is something', () => {
    expect(lineOf(text, ['rules', '0', 'when', 'all', '1', 'attribute'])).toBe(lineWith('"y"'))
    expect(lineOf(text, ['rules', '0', 'id'])).toBe(lineWith('quoted'))
    expect(lineOf(text, ['rules', '0', 'when', 'all', '1', 'value'])).toBe(lineWith('"y"') - 1)
    expect([lineOf(text, []), lineOf('{', ['rules'])]).toEqual([1, 1])
  })

  it('is where reading stopped, as far as the message says', () => {
    expect(syntaxProblem('a\nb\nc', new Error('Unexpected token at position 3 (line 2 column 2)')).line).toBe(2)
    expect(syntaxProblem('a\nb\nc', new Error('Unexpected end of JSON input')).line).toBe(3)
  })
})
