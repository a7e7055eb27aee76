import { exampleOrganizations, examplePassword } from './demonstration/example-organizations.ts'

/** What a person at a terminal wants to know. */
export function banner(address: string, demonstration: boolean): string {
  const signIn = demonstration
    ? [
        ...exampleOrganizations.map(({ owner, name }) => `  Sign in   ${owner.email}  (${name})`),
        ...exampleOrganizations.flatMap(({ colleagues }) => colleagues.map(({ email, sees }) => `            ${email}  (sees ${sees})`)),
        `            password: ${examplePassword}`,
        '            These are examples; register to begin your own organization.',
      ]
    : ['  Sign in   or register there to begin your own organization.']
  return ['', `  Freehold  ${address}`, ...signIn, '  Stop      Ctrl-C', '', ''].join('\n')
}
