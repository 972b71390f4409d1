// npm run bench [-- name …] [-- --save]: every bench/*.bench.ts, or the named ones, as one table.
import { buildWeb, install, ROOT, run } from './steps.mjs'

process.chdir(ROOT)
install()
buildWeb()
process.exit(run(process.execPath, ['--max-semi-space-size=32', '--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)]) ? 0 : 1)
