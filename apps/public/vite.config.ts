import { nodeBuild } from '../server/vite.config.ts'

/** The public pages in one file, as the server is built (docs/adr/0045). */
export default nodeBuild(new URL('.', import.meta.url), 'public')
