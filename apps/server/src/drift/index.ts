export { registerDrift } from './drift.queries.ts'
