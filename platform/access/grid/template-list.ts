import { describeRule } from '../language/rule-sentence.ts'
import type { RoleTemplate } from '../language/template.ts'
import type { AccessModel } from '../model/model.ts'

/** The second part of docs/reference/roles.md: each template's rules as sentences. */
export function templateLines(model: AccessModel, templates: readonly RoleTemplate[]): string[] {
  const names = { roles: new Map(templates.map(({ key, name }) => [key, name])) }
  return [
    '## Templates for roles of your own',
    '',
    'An organization copies one, gives it a key of its own and changes the copy. Its people are best guests, who may do nothing of themselves.',
    '',
    ...templates.flatMap(({ key, name, description, rules }) => [
      `### ${name} (\`${key}\`)`,
      '',
      description,
      '',
      ...rules.map((rule) => `- \`${rule.id}\`: ${describeRule(model, rule, names)}`),
      '',
    ]),
  ]
}
