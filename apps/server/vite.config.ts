import { fileURLToPath, pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Files that a module finds beside itself (migrations, seeds, threads) stay where they are: each module keeps the address of its source. */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  enforce: 'pre',
  transform: (code, id) => (code.includes('import.meta.url') ? { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null } : undefined), // lines stay
}

/** The server in few files, which are loaded in half the time of its eight hundred sources (docs/adr/0045). Libraries stay in node_modules. */
export default defineConfig({
  root,
  plugins: [keepAddresses],
  ssr: { noExternal: [/^@phaodai\//] },
  build: { ssr: 'src/main.ts', outDir: '../../dist/server', emptyOutDir: true, target: 'node20', sourcemap: true, minify: false },
})
