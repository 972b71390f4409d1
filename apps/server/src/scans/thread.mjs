// A thread begins without TypeScript: this gives it, then runs thread.ts.
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
