// Layers with one direction (K1; docs/decisions/0001-layers.md): apps → domains → platform → kernel, and inside platform
// the order of this list: a package may use those above it, never those below.
const platform = ['kernel', 'postgres', 'migrations', 'tenancy', 'ledger', 'access', 'identity', 'jobs', 'records', 'http']
const below = platform.map((name, i) => ({
  name: `platform-order-${name}`,
  comment: `platform/${name} stands above ${platform.slice(i + 1).join(', ')}: move what it needs up, or hand it in from apps/.`,
  severity: 'error',
  from: { path: `^platform/${name}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^platform/(${[...platform.slice(i + 1), 'none'].join('|')})/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...below,
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'platform-knows-no-customer',
      comment: 'The platform holds no customer noun: declare an interface in platform/ and hand the domain in from apps/.',
      severity: 'error',
      from: { path: '^platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(domains|apps)/' },
    },
    {
      name: 'domains-know-no-app',
      comment: 'A domain is mounted by apps/; it does not know who runs it.',
      severity: 'error',
      from: { path: '^domains/', pathNot: '\\.test\\.ts$' },
      to: { path: '^apps/' },
    },
    {
      name: 'one-door',
      comment: "A package is entered through its index.ts: import from '@freehold/<package>'.",
      severity: 'error',
      from: { path: '^(platform|domains)/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(platform|domains)/[^/]+/',
        pathNot: ['^$1/$2/', '/index\\.ts$', '^platform/tenancy/control\\.ts$'],
      },
    },
    {
      name: 'control-door',
      comment:
        'Users, credentials, sessions and what decides are identity’s and access’ alone. Use their services; for tenant data use tenantTx.',
      severity: 'error',
      from: { path: '^(platform|domains)/', pathNot: ['^platform/(access|identity|tenancy)/', '\\.test\\.ts$'] },
      to: { path: '^platform/tenancy/control\\.ts$' },
    },
    {
      name: 'page-is-apart',
      comment: 'The page reaches the server through the typed client only.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(platform|domains|apps/(server|cli))/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
}
