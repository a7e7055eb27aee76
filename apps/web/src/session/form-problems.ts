import { ApiError } from '../api.ts'
import { messageOf } from '../problem-notice.ts'

export interface FormProblems {
  fields: Record<string, string>
  form: string | undefined
}

export const noProblems: FormProblems = { fields: {}, form: undefined }

/** Puts what the server refused where it belongs: beside the named fields, the rest above the button. */
export function formProblems(error: unknown, known: readonly string[]): FormProblems {
  if (!(error instanceof ApiError)) return { fields: {}, form: messageOf(error) }
  const fields: Record<string, string> = {}
  for (const { path, message } of error.problem.errors ?? []) if (known.includes(path)) fields[path] ??= message
  return { fields, form: Object.keys(fields).length > 0 ? undefined : error.message }
}
