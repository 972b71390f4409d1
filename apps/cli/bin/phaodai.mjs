#!/usr/bin/env node
// Entry of the `phaodai` command: TypeScript is read as it is, so tsx is registered first.
import { register } from 'tsx/esm/api'

register()
// Whoever reads the output has seen enough (`phaodai … | head`).
process.stdout.on('error', (error) => { if (error.code === 'EPIPE') process.exit(0); throw error })
const { run } = await import('../src/main.ts')
await run(process.argv)
