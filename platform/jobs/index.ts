export type { RestoreActor } from './attempt.ts'
export {
  type DefinedJob,
  defineJob,
  done,
  failed,
  type Job,
  JobInterrupted,
  type JobOptions,
  type JobRequest,
  type JobRun,
  type JobState,
  type Json,
  type Outcome,
  PayloadError,
  type Saved,
} from './job.ts'
export { jobRoutes } from './job-routes.ts'
export { endedJobs, enqueue, enqueueAll, type JobView, pageJobs, readJob, requestCancellation, retryJob } from './job-service.ts'
export { defaultRetry, type RetryPolicy } from './retry.ts'
export type { JobMetrics, Retention } from './history-queries.ts'
export { startWorker } from './worker.ts'
export type { StartedWorker, WorkerOptions } from './worker-process.ts'
