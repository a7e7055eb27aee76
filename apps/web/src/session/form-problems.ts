import { ApiProblem } from '../api.ts'
import { messageOf } from '../problem-notice.ts'

export interface FormProblems {
  fields: Record<string, string>
  form: string | undefined
}

export const noProblems: FormProblems = { fields: {}, form: undefined }

/** Puts what the server refused where it belongs: beside the named fields, the rest above the button. */
export function formProblems(error: unknown, known: readonly string[]): FormProblems {
  if (!(error instanceof ApiProblem)) return { fields: {}, form: messageOf(error) }
  const fields = Object.fromEntries(Object.entries(error.byPath()).filter(([path]) => known.includes(path)))
  return { fields, form: Object.keys(fields).length > 0 ? undefined : messageOf(error) }
}
