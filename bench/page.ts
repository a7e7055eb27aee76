import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Measure } from './measure.ts'

const dist = new URL('../apps/web/dist', import.meta.url).pathname

/** Scripts that the first page loads, as they travel (Brotli): what index.html names and what those import at once. */
export function measure(): Promise<Measure[]> {
  const seen = new Set<string>()
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  for (const [, file] of html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)) follow(file ?? '', seen)
  const kilobytes = [...seen].reduce((sum, file) => sum + sizeOf(join(dist, file)), 0) / 1024
  return Promise.resolve([
    { name: 'page.first-load-script', value: kilobytes, unit: 'KB', floor: null, ratio: null, goal: '< 250 KB', met: kilobytes < 250 },
  ])
}

function follow(file: string, seen: Set<string>): void {
  if (seen.has(file)) return
  seen.add(file)
  const text = readFileSync(join(dist, file), 'utf8')
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) follow(`assets/${name}`, seen)
}

/** Without a compressed twin the file travels as it is. */
function sizeOf(file: string): number {
  try {
    return statSync(`${file}.br`).size
  } catch {
    return statSync(file).size
  }
}
