import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 60_000 }

/**
 * The suites of `npm test`: `unit` needs nothing, `database` and `attack` a real PostgreSQL, `browser` the built page.
 * A test's suite follows from its name: `*.test.ts`, `*.db.test.ts`, test/attack, test/e2e. `servers` runs in `npm run test:servers`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['{apps,domains,platform,scripts,test/architecture}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          ...node,
          name: 'database',
          include: ['{apps,domains,platform,test/harness}/**/*.db.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: 'test/harness/global-setup.ts',
        },
      },
      { test: { ...node, name: 'attack', include: ['test/attack/**/*.test.ts'], globalSetup: 'test/harness/global-setup.ts' } },
      { test: { ...node, name: 'servers', include: ['test/servers/**/*.test.ts'], globalSetup: 'test/harness/global-setup.ts' } },
      {
        test: {
          ...node,
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
