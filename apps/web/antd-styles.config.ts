import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { ReactElement } from 'react'
import type { Plugin } from 'vite'

/** antd and what prints its styles are loaded the way Node loads them best, as CommonJS. */
const load = createRequire(import.meta.url)
const { extractStyle } = load('@ant-design/static-style-extract') as typeof import('@ant-design/static-style-extract')
const { ConfigProvider } = load('antd') as typeof import('antd')
const { createElement } = load('react') as typeof import('react')

const SOURCES = fileURLToPath(new URL('src', import.meta.url))
/** What the components that are imported draw themselves. */
const WITHIN = ['Empty', 'Menu', 'Tooltip', 'message']
/** Variables of the theme stay the browser's: these would be those of a theme that nobody chose. */
const VARIABLES = /[^{}]*\.css-var-[^{}]*\{[^{}]*\}/g
const ID = 'virtual:antd.css'

/** Names of the antd components that a source imports. */
function importedFrom(source: string): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from 'antd'/g)].flatMap(([, names]) => names!.split(',').map((name) => name.trim().split(' ')[0]!)).filter((name) => /^[A-Z]/.test(name))
}

function printed(): string {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'))
  const used = files.flatMap((path) => importedFrom(readFileSync(`${SOURCES}/${path}`, 'utf8')))
  const customTheme = (node: ReactElement) => createElement(ConfigProvider, { theme: { hashed: false } }, node) // as frame/theme.ts says
  return extractStyle({ includes: [...new Set([...used, ...WITHIN])].sort(), customTheme }).replace(VARIABLES, '')
}

/** The styles of the antd components that the app imports, as one sheet made here once instead of in every browser at every page (docs/adr/0051). */
export function antdStyles(): Plugin {
  return { name: 'antd-styles', resolveId: (id) => (id === ID ? `\0${ID}` : undefined), load: (id) => (id === `\0${ID}` ? printed() : undefined) }
}
