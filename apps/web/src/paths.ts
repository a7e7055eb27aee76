/** Addresses of the page, as functions: nobody writes one by hand. */
export const paths = {
  home: (): string => '/',
  signIn: (): string => '/sign-in',
  register: (): string => '/register',
  invitation: (token: string): string => `/invitations/${token}`,
  list: (plural: string): string => `/${plural}`,
  record: (plural: string, id: string): string => `/${plural}/${id}`,
  imports: (): string => '/imports',
  newImport: (): string => '/imports/new',
  import: (id: string): string => `/imports/${id}`,
  trash: (): string => '/trash',
  members: (): string => '/members',
  person: (memberId: string): string => `/members/${memberId}`,
  teams: (): string => '/teams',
  hierarchy: (): string => '/hierarchy',
  roles: (): string => '/roles',
  policy: (): string => '/policy',
  policyPreview: (): string => '/policy/preview',
  /** Served by the server, not by the router. */
  apiReference: (): string => '/api/v1/reference',
}
