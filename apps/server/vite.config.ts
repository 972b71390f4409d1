import { fileURLToPath, pathToFileURL } from 'node:url'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

/** Files that a module finds beside itself (migrations, seeds, threads) stay where they are: each module keeps the address of its source. */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  enforce: 'pre',
  transform: (code, id) => (code.includes('import.meta.url') ? { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null } : undefined), // lines stay
}

/** What runs in Node, in few files, which are loaded in half the time of its eight hundred sources (docs/adr/0045). Libraries stay in node_modules. */
export const nodeBuild = (folder: URL, name: string): UserConfig => defineConfig({
  root: fileURLToPath(folder),
  plugins: [keepAddresses],
  ssr: { noExternal: [/^@phaodai\//] },
  build: { ssr: 'src/main.ts', outDir: `../../dist/${name}`, emptyOutDir: true, target: 'node20', sourcemap: true, minify: false },
})

export default nodeBuild(new URL('.', import.meta.url), 'server')
