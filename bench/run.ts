import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { startCluster } from '../test/harness/cluster.ts'
import type { BenchEnv, Measure } from './measure.ts'

/** `npm run bench [NAME…]`: a table, and bench/results.json. Each measure beside its floor or peer, taken in the same run. */
const benches: Record<string, () => Promise<{ measure(env: BenchEnv): Promise<Measure[]> }>> = {
  page: () => import('./page.ts'),
  start: () => import('./start.ts'),
  context: () => import('./context.ts'),
  decisions: () => import('./decisions.ts'),
  'access-list': () => import('./access-list.ts'),
  preview: () => import('./preview.ts'),
  list: () => import('./list.ts'),
  import: () => import('./import.ts'),
  jobs: () => import('./jobs.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const { cluster, stop } = await startCluster()
const measures: Measure[] = []
try {
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    console.error(`measuring ${name} …`)
    const bench = await benches[name]?.()
    if (bench) measures.push(...(await bench.measure({ cluster })))
  }
} finally {
  await stop()
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
const at = new Date().toISOString()
const number = (value: number | null): string =>
  value === null ? '–' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
const table = measures.map(({ name, value, unit, floor, ratio, goal, met }) => [
  name,
  `${number(value)} ${unit}`,
  number(floor),
  number(ratio),
  goal,
  met === null ? '' : met ? 'met' : 'NOT MET',
])
const widths = [0, 1, 2, 3, 4].map((i) =>
  Math.max(...table.map((row) => row[i]?.length ?? 0), ['measure', 'value', 'floor', 'ratio', 'goal'][i]?.length ?? 0),
)
const line = (row: string[]): string =>
  row.map((cell, i) => (i === 0 || i > 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
console.log(`${machine}\n\n${[['measure', 'value', 'floor', 'ratio', 'goal', ''], ...table].map(line).join('\n')}`)
mkdirSync('bench', { recursive: true })
writeFileSync('bench/results.json', `${JSON.stringify({ machine, at, measures }, null, 2)}\n`)
