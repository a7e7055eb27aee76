import { Problem } from '@freehold/kernel'

/** A condition in a rule in a policy lies 8 deep where people write it; a database's stack ends at some thousands. */
const deepest = 200

/** Whatever is written is kept in a draft, but not what no database could keep. Throws Problem `invalid_input`. */
export function checkDepth(document: unknown): void {
  let level: unknown[] = [document]
  // Level by level, not by recursion: what is to be refused would end the stack.
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) {
      const message = `This is nested more than ${deepest} levels deep.`
      throw new Problem('invalid_input', { detail: message, errors: [{ path: 'document', message }] })
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
}
