// npm run pages: build the public pages when stale and start them, a process and a database user of their own.
import { pathToFileURL } from 'node:url'
import { buildPages, install, PAGES_ENTRY, ROOT } from './steps.mjs'

process.chdir(ROOT)
install()
buildPages()
process.setSourceMapsEnabled(true)
await import(pathToFileURL(PAGES_ENTRY).href)
