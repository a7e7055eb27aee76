/** Calls a second of `work` with `workers` at once, after a warm-up of a tenth of the time. */
export async function rate(
  work: () => Promise<unknown>,
  { workers = 4, seconds = 3 }: { workers?: number; seconds?: number } = {},
): Promise<number> {
  await run(work, workers, seconds / 10)
  return run(work, workers, seconds)
}

async function run(work: () => Promise<unknown>, workers: number, seconds: number): Promise<number> {
  const started = performance.now()
  const end = started + seconds * 1000
  let calls = 0
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      await work()
      calls += 1
    }
  }
  await Promise.all(Array.from({ length: workers }, loop))
  return calls / ((performance.now() - started) / 1000)
}

/** The middle of several rounds that take turns, so that a disturbance of the machine meets both sides. */
export async function inTurns<K extends string>(sides: Record<K, () => Promise<number>>, rounds = 3): Promise<Record<K, number>> {
  const names = Object.keys(sides) as K[]
  const seen = new Map<K, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) seen.get(name)?.push(await sides[name]())
  }
  return Object.fromEntries(names.map((name) => [name, middle(seen.get(name) ?? [])])) as Record<K, number>
}

export function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
