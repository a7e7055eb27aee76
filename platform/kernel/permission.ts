/**
 * What can be done to a resource. A resource is an object's plural name (`deals`) or an administrative noun (`members`, `imports`).
 * `share` gives others access to one record; `manage` is whatever is owners' and administrators' own.
 */
export type Action = 'read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage'
