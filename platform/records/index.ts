export * from './definition/field.ts'
export * from './definition/metadata.ts'
export * from './definition/object.ts'
export * from './definition/operator.ts'
