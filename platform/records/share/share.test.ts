import { describe, expect, it } from 'vitest'
import { actionsOf, lesser } from './share.ts'

const [sooner, later] = ['2027-01-01T00:00:00Z', '2027-06-01T00:00:00.000Z']

describe('what a change of a share leaves of it', () => {
  it.each([
    ['a higher level', ['viewer', null], ['editor', null], ['viewer', null]],
    ['a lower level', ['editor', null], ['viewer', null], ['viewer', null]],
    ['a later end', ['viewer', sooner], ['viewer', later], ['viewer', sooner]],
    ['no end any more', ['viewer', sooner], ['viewer', null], ['viewer', sooner]],
    ['a sooner end', ['viewer', later], ['viewer', sooner], ['viewer', sooner]],
    ['an end', ['viewer', null], ['viewer', sooner], ['viewer', sooner]],
    ['a higher level for less long', ['viewer', later], ['admin', sooner], ['viewer', sooner]],
    ['a lower level for longer', ['admin', sooner], ['viewer', null], ['viewer', sooner]],
    ['nothing new', ['viewer', later], ['viewer', '2027-06-01T02:00:00+02:00'], ['viewer', later]],
  ] as const)('%s', (_what, [level, expiresAt], [toLevel, toEnd], [leftLevel, leftEnd]) => {
    expect(lesser({ level, expiresAt }, { level: toLevel, expiresAt: toEnd })).toEqual({ level: leftLevel, expiresAt: leftEnd })
  })
})

it('levels let do what their names say', () => {
  expect(actionsOf('viewer')).toEqual(['read', 'export'])
  expect(actionsOf('editor')).toEqual(['read', 'update', 'export'])
  expect(actionsOf('admin')).toEqual(['read', 'update', 'delete', 'restore', 'share', 'export'])
})
