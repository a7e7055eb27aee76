/** What can be done to a resource. A resource is an object's plural name (`deals`) or an administrative noun (`members`, `imports`). */
export type Action = 'read' | 'create' | 'update' | 'delete' | 'restore' | 'import' | 'export' | 'manage'
