import './no-eval.ts'

export { RegisterPage } from './page.tsx'
