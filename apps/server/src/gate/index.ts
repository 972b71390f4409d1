export { keepGate, registerGateJobs } from './jobs.ts'
