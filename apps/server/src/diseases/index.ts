export { findRule } from './load.ts'
export { registerDiseaseRoutes } from './routes.ts'
