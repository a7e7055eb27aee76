export * from './context.ts'
export * from './errors.ts'
export * from './permission.ts'
export * from './route.ts'
