import { and, type Formula, or } from './formula.ts'

/** The formula where nothing is shared with anybody. */
export function unshared(formula: Formula): Formula {
  if (typeof formula === 'boolean') return formula
  switch (formula.kind) {
    case 'and':
      return and(formula.parts.map(unshared))
    case 'or':
      return or(formula.parts.map(unshared))
    case 'parent':
      return { ...formula, parents: formula.parents.map((parent) => ({ ...parent, visible: unshared(parent.visible) })) }
    case 'literal':
      return formula.atom.kind === 'shared' ? formula.negated : formula
  }
}
