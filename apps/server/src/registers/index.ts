export { mountRegisters } from './routes.ts'
