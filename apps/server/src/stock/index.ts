export { mountStock } from './routes.ts'
