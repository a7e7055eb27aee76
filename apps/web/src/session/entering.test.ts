import { describe, expect, it } from 'vitest'
import { ownAddress } from './entering.ts'

const origin = 'https://crm.example.com'

describe('where one goes after signing in', () => {
  it.each(['/', '/deals?stageId=1&sort=-amount', '/imports/7#row'])('%s is an address of this page', (path) => {
    expect(ownAddress(path, origin)).toBe(path)
  })

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    'https://elsewhere.example/deals',
    'https://crm.example.com@elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/elsewhere.example',
    'deals',
    '',
  ])('%j leads home', (path) => {
    expect(ownAddress(path, origin)).toBe('/')
  })
})
