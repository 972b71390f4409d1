#!/usr/bin/env node
// Entry of the `phaodai` command: TypeScript is read as it is, so tsx is registered first.
import { register } from 'tsx/esm/api'

register()
const { run } = await import('../src/main.ts')
await run(process.argv)
