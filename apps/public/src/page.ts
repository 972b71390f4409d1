import type { PublicDeps } from './deps.ts'
import type { Html } from './html.ts'
import type { Language, Say } from './words.ts'

/** What a page is asked with. `link` leads to another page in the same language. */
export type Ask = { deps: PublicDeps; say: Say; language: Language; link: (path: string) => string; params: Record<string, string>; query: Record<string, string | undefined> }

/** What a page answers; `scripts` are files of static/. */
export type Answer = { title: string; body: Html; status?: number; scripts?: readonly string[] }

/** One page, one file of pages/: it stands at `path` in Vietnamese and at `/en` + `path` in English. It shows nothing of a person. */
export type Page = { path: string; show: (ask: Ask) => Answer | Promise<Answer> }
