export { type BatchResult, type Statement, sendBatch } from './batch.ts'
export { openPool, type PoolOptions } from './pool.ts'
export { isLockTimeout, isOutdated, translateError, violatedConstraint } from './translate.ts'
