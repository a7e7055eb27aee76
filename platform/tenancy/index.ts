export { type Database, SingleDatabase, type SingleDatabaseOptions, TenantPlacement, ping, signatureFor } from './placement.ts'
export { type Query, type SqlQuery, queryBuilder } from './query.ts'
export { Sealer, type SealedFacts } from './seal.ts'
export { type Mode, tenantRead, tenantTx, tenantWrite, type Tx } from './transaction.ts'
