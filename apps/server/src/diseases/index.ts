export { findRule } from './load.ts'
export { registerDiseaseRoutes } from './routes.ts'
export { countsAs, tracingProfile } from './tracing-profile.ts'
