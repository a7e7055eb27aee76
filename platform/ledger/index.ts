export { readTimeline, type TimelineEntry, type TimelinePage } from './timeline.ts'
