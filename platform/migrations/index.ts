export { readMigrations, type Migration } from './catalogue.ts'
export { MigrationError, type MigrationStatus, migrateDown, migrateUp, migrationStatus } from './migrate.ts'
export { bootstrapRoles, type RolePasswords } from './roles.ts'
