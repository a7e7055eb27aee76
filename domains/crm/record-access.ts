import { choice, reference } from '@freehold/records'

/**
 * The fields that permissions go by, the same in companies, contacts and deals: whose team and territory a record is, where in
 * the hierarchy it belongs, how confidential it is (SEN2). Their columns come with migration 0070.
 */
export const accessFields = {
  teamId: reference('Team', 'team', { aliases: ['team name', 'sales team'] }),
  territoryId: reference('Territory', 'territory', { aliases: ['sales territory', 'territory name'] }),
  nodeId: reference('Place', 'node', {
    description: 'Where in the hierarchy of company, region, site and zone it belongs',
    aliases: ['plant', 'business site'],
  }),
  classification: choice(
    'Classification',
    [
      { value: 'public', label: 'Public', hue: 'green' },
      { value: 'internal', label: 'Internal', hue: 'grey' },
      { value: 'confidential', label: 'Confidential', hue: 'orange' },
      { value: 'restricted', label: 'Restricted', hue: 'red' },
    ],
    { required: true, ordered: true, initial: 'internal', aliases: ['confidentiality', 'sensitivity', 'security class'] },
  ),
} as const
