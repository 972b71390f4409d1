import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { antdStyles } from './antd-styles.config.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The service worker has a name of its own at the root, so that it may serve the whole app and is found again. */
const ENTRIES = { index: `${root}index.html`, 'push-worker': `${root}src/notices/push-worker.ts` }
const entryName = ({ name }: { name: string }): string => (name === 'push-worker' ? '[name].js' : 'assets/[name]-[hash].js')

/** Libraries that many pages share come as one file: fifty small ones keep an old phone busy asking. */
const LIBRARIES = /node_modules\/(?:antd|@ant-design|@rc-component|react|react-dom|react-router|scheduler|@tanstack|dayjs)\//
const SHARED = { groups: [{ name: 'shared', test: LIBRARIES, minShareCount: 20 }] }

/** The office app. In development the API is asked of the server named by PHAODAI_API. */
export default defineConfig({
  root,
  plugins: [react(), antdStyles()],
  worker: { format: 'es' }, // the map's
  build: { rolldownOptions: { input: ENTRIES, output: { entryFileNames: entryName, codeSplitting: SHARED } }, outDir: '../../dist/web', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900 },
  server: { port: 5173, strictPort: true, proxy: { '/api': process.env.PHAODAI_API ?? 'http://127.0.0.1:3000' } },
})
