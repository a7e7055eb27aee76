import { describe, expect, it } from 'vitest'
import { shareSentence } from './share-history.ts'

describe('what a timeline says of shares', () => {
  it.each([
    ['created', null, { level: 'viewer' }, 'shared this deal with Ben as viewer'],
    [
      'created',
      null,
      { level: 'editor', expires_at: '2027-01-31T18:00:00.000001+00:00' },
      'shared this deal with Ben as editor until 2027-01-31 18:00 UTC',
    ],
    ['updated', { level: 'viewer' }, { level: 'editor' }, 'changed how this deal is shared with Ben: from viewer to editor'],
    [
      'updated',
      { expires_at: null },
      { expires_at: '2027-01-31T18:00:00+00:00' },
      'changed how this deal is shared with Ben: until 2027-01-31 18:00 UTC',
    ],
    [
      'updated',
      { level: 'viewer', expires_at: '2027-01-31T18:00:00+00:00' },
      { level: 'admin', expires_at: null },
      'changed how this deal is shared with Ben: from viewer to admin, without end',
    ],
    ['deleted', { level: 'viewer' }, null, 'stopped sharing this deal with Ben'],
  ] as const)('%s %j %j', (action, before, after, sentence) => {
    expect(shareSentence({ action, before, after }, 'deal', 'Ben')).toBe(sentence)
  })
})
