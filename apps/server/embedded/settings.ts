/**
 * For one machine with a CRM of up to some million rows; the rest is PostgreSQL's default. 60 connections: pools of 10 for
 * requests and a handful for jobs and identity leave room for a console and for a second process during an import.
 */
const parameters = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '1GB',
  wal_compression: 'on',
  // Solid-state disks are the rule; the default of 4 keeps the planner away from indexes.
  random_page_cost: '1.1',
  // Compiling costs more than it saves on statements of a few milliseconds.
  jit: 'off',
  // A first import fills an empty table within the default minute, all that time planned as if the table were empty:
  // 500 ids were looked up in 16 ms among 20,000 deals, by a scan that grows with them.
  autovacuum_naptime: '5s',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  // A failed statement is told to its caller; its text would carry customers' data into a file.
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] %u@%d ',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'freehold',
} as const

export function postgresArguments(dataFolder: string, socketFolder: string): string[] {
  const all = { ...parameters, unix_socket_directories: socketFolder }
  return ['-D', dataFolder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
