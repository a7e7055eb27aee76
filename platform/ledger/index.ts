export { readEntries, readTimeline, type TimelineEntry, type TimelinePage } from './timeline.ts'
export { createdByOperation, type OperationEntry, readOperation } from './operation-queries.ts'
