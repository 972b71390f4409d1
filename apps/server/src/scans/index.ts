export { registerScanJobs } from './job.ts'
export { readScan, ScanError } from './reader.ts'
export { registerScanRoutes } from './routes.ts'
