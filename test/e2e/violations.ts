import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Where more than `many` stand side by side they repeat each other: the `first` are held to be accessible, and the last. */
const ROWS = { many: 15, first: 8 }

type Kinds = { all: number[]; fresh: number[] }
/** What the page keeps between the two questions put to it. */
type Asked = { axe: { run: (where: { include: Document | Element[]; exclude: Element[] }, options: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }; fresh: Element[] }

/** Kinds of elements that axe found nothing against, in this process. */
const sound = new Set<number>()

/**
 * The kinds of elements on a page, as hashes of what the rules of access look at: what each is, within what, whether it is named, its own
 * colours. Elements of kinds that are not known yet are kept in the page for `askAxe`.
 */
function kindsOn(page: Page): Promise<Kinds> {
  return page.evaluate((known) => {
    const TOLD = /^(role|type|tabindex|aria-(hidden|expanded|selected|checked|disabled|pressed|current|invalid|required|haspopup|modal|live|sort))$/
    const own = (each: Element | null): string => (each ? `${each.localName}.${[...each.classList].filter((name) => !name.includes('motion')).sort().join('.')}` : '')
    const isNamed = (each: Element): boolean => ['aria-label', 'aria-labelledby', 'title', 'alt', 'placeholder'].some((name) => each.getAttribute(name)) || ((each as HTMLInputElement).labels?.length ?? 0) > 0 || (each.textContent ?? '').trim() !== ''
    const coloured = ({ style }: HTMLElement): string => [style?.color, style?.backgroundColor, style?.opacity].join(' ')
    const attributes = (each: Element): string => [...each.attributes].map(({ name, value }) => (TOLD.test(name) ? `${name}=${value}` : name)).filter((name) => name !== 'style').sort().join(' ')
    const kind = (each: Element): string => [own(each.parentElement?.parentElement ?? null), own(each.parentElement), own(each), attributes(each), coloured(each as HTMLElement), isNamed(each)].join('|')
    const hash = (text: string): number => [...text].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 16_777_619), 2_166_136_261)
    const elements = [...document.body.querySelectorAll('*:not(.ant-wave)')].map((each) => ({ each, of: hash(kind(each)) }))
    const before = new Set(known)
    const fresh = elements.filter(({ of }) => !before.has(of))
    ;(window as unknown as Asked).fresh = fresh.map(({ each }) => each)
    return { all: [...new Set(elements.map(({ of }) => of))], fresh: [...new Set(fresh.map(({ of }) => of))] }
  }, [...sound])
}

/** What axe finds on the whole page, or in those of its elements that are of a new kind. */
async function askAxe(page: Page, whole: boolean): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window) // a page is looked at in several sizes; reading half a megabyte anew takes as long as the check
  if (!isThere) await page.evaluate(await readFile(AXE, 'utf8')) // a script tag is refused by the page's own policy
  return page.evaluate(async ({ many, first, all }) => {
    const { axe, fresh } = window as unknown as Asked
    const exclude = [...document.querySelectorAll('body *')].flatMap((each) => (each.children.length > many ? [...each.children].slice(first, -1) : []))
    const include = all ? document : fresh.filter((each) => each.isConnected)
    const { violations } = await axe.run({ include, exclude }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], selectors: false })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1] ?? ''}`))
  }, { ...ROWS, all: whole })
}

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands, one line a node. Of a page of which half is known only the elements are asked
 * that stand elsewhere, are named otherwise or are of another kind than those found sound before: checking took a fifth of all stories.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  const { all, fresh } = await kindsOn(page)
  if (fresh.length === 0) return []
  const violations = await askAxe(page, fresh.length * 2 > all.length)
  if (violations.length === 0) for (const kind of all) sound.add(kind)
  return violations
}
