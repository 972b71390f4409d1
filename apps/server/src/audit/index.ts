export { registerAuditRoutes } from './routes.ts'
export { openAuditExport, type AuditExport } from './export.ts'
export { applyRetention, eraseOne, exportErasures, reapplyErasures, seal, startSealer, type Sealer } from './sealer.ts'
export { verifyAudit, type Verification } from './verify.ts'
