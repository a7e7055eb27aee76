import { type ContextFacts, personOf } from '@freehold/access'
import { casbin, casl, cedarEngine, type Engine } from './decision-peers.ts'
import { decisionModel, decisionSnapshot, persons, questions } from './decision-rules.ts'
import type { Measure } from './measure.ts'
import { middle } from './rate.ts'

const context: ContextFacts = { now: new Date('2026-11-24T09:30:00Z'), kind: 'http' }

/** Decisions a second with the full trace under 1,000 rules, beside three libraries that answer the same questions alike. */
export async function measure(): Promise<Measure[]> {
  const engines: Record<string, Engine> = { freehold: freehold(), casl: casl(), casbin: await casbin(), cedar: cedarEngine() }
  for (const [name, engine] of Object.entries(engines)) checkAnswers(name, engine, engines['freehold'] as Engine)
  const rates = Object.fromEntries(Object.keys(engines).map((name) => [name, [] as number[]]))
  for (let round = 0; round < 5; round++) for (const [name, engine] of Object.entries(engines)) rates[name]?.push(perSecond(engine))
  const rate = (name: string): number => middle(rates[name] ?? [])
  const against = (peer: string, atLeast: number): Measure => ({
    name: `decisions.traced-against-${peer}`,
    value: rate('freehold'),
    unit: 'decisions/s',
    floor: rate(peer),
    ratio: rate('freehold') / rate(peer),
    goal: `≥ ${atLeast}`,
    met: rate('freehold') / rate(peer) >= atLeast,
  })
  const first = middle(Array.from({ length: 31 }, firstDecision))
  return [
    against('casl', 1),
    against('casbin', 100),
    against('cedar', 100),
    { name: 'decisions.first-of-a-person', value: first, unit: 'ms', floor: null, ratio: null, goal: '< 5 ms', met: first < 5 },
  ]
}

function freehold(): Engine {
  const snapshot = decisionSnapshot()
  return ({ person, action, resource, record }) =>
    personOf(decisionModel, snapshot, person.id, context.now.getTime())?.decide(action, resource, context, record).allowed === true
}

/** A peer that answers otherwise would not be doing the same work. */
function checkAnswers(name: string, engine: Engine, ours: Engine): void {
  const allowed = questions.filter((question) => engine(question)).length
  const differing = questions.filter((question) => engine(question) !== ours(question)).length
  if (differing > 0 || allowed < questions.length / 4)
    throw new Error(`${name} allows ${allowed} of ${questions.length}, ${differing} otherwise than we`)
}

/** For a quarter of a second; looks at the clock every 50 questions. */
function perSecond(engine: Engine): number {
  const started = performance.now()
  let asked = 0
  let elapsed = 0
  while (elapsed < 250) {
    for (let i = 0; i < 50; i++) engine(questions[(asked + i) % questions.length] as (typeof questions)[number])
    asked += 50
    elapsed = performance.now() - started
  }
  return asked / (elapsed / 1000)
}

/** Milliseconds from a policy that was just read to the answer: indexing a thousand rules, finding the person's, compiling. */
function firstDecision(): number {
  const snapshot = decisionSnapshot()
  const [question] = questions
  const started = performance.now()
  personOf(decisionModel, snapshot, persons[0]?.id ?? '')?.decide('read', question?.resource ?? '', context, question?.record)
  return performance.now() - started
}
