export { rolesTable } from './grid/roles-table.ts'
export { administrationResources } from './grid/administration.ts'
export { AccessModel, allActions, builtInRoles, contextAttributes, leastRoles, minorUnits, subjectAttributes } from './model/model.ts'
export type { Attribute, Attributes, AttributeType, LeastRoles, RecordModel, ResourceModel } from './model/model.ts'
export { levelsAllowing, operators, shareLevels } from './language/policy.ts'
export type {
  Comparison,
  Condition,
  Effect,
  FieldSelection,
  Operand,
  Operator,
  PolicyDocument,
  PolicySettings,
  RoleDefinition,
  Rule,
  ShareLevel,
  Who,
} from './language/policy.ts'
export type { Decision, Extent, Outcome, Permission, Reason, Step } from './engine/decision.ts'
export type {
  ContextFacts,
  RecordFacts,
  RoleAssignment,
  ShareFact,
  Shift,
  Snapshot,
  SnapshotMember,
  Value,
  Values,
} from './engine/facts.ts'
export { accessOf, OperationAccess } from './engine/operation-access.ts'
export type { OperationAccessOptions, SnapshotSource } from './engine/operation-access.ts'
export { Person, personOf } from './engine/person.ts'
export type { FieldAction } from './engine/person.ts'
export { Plan } from './engine/plan.ts'
export type { Bind } from './engine/predicate.ts'
export { createAccess, withAccess } from './store/access.ts'
export type { Access, AccessOptions, Origin } from './store/access.ts'
export { refusal } from './engine/refusal.ts'
export type { Refused } from './engine/refusal.ts'
export { parsePolicy } from './language/document.ts'
export type { PolicyProblem } from './language/place.ts'
export { namesOf } from './language/names.ts'
export type { Names } from './language/names.ts'
export { describeRule } from './language/rule-sentence.ts'
export { copyTemplate } from './language/template.ts'
export type { RoleTemplate } from './language/template.ts'
export { accessRoutes } from './access-routes.ts'
export type { AccessRoutesOptions } from './access-routes.ts'
export { directoryRoutes } from './directory/directory-routes.ts'
export { authzenRoutes } from './authzen/authzen-routes.ts'
export type { RecordReader } from './record-reader.ts'
export { applyPolicy } from './policy/applying-service.ts'
export type { ChangeInWords, Saving } from './policy/policy-schema.ts'
export { parseFor } from './policy/proposal.ts'
export { changesInWords } from './policy/sentences.ts'
export { endShare, narrowShare } from './share/share-taking.ts'
