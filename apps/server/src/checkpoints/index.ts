export { registerCheckpointRoutes } from './routes.ts'
