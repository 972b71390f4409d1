import { hasWord, word } from '../words/index.ts'
import type { Due } from './sending.queries.ts'

/** What goes out by mail: counts and a link, never a name, a number of a document or a word of it. */
export interface Message { subject: string; text: string }

const filled = (sentence: string, values: Record<string, string | number>): string => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
const totalOf = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, n) => sum + n, 0)
const kindLine = ([kind, n]: [string, number]): string => `- ${hasWord(`notice.kind.${kind}`) ? word(`notice.kind.${kind}`) : word('notice.kind.other')}: ${n}`

/** The words of one mail; `link` opens the list of notices, `stop` ends mail to this address. */
export function messageOf({ purpose, counts, code }: Pick<Due, 'purpose' | 'counts' | 'code'>, link: string, stop: string): Message {
  const values = { n: totalOf(counts), code: code ?? '' }
  const lines: Record<Due['purpose'], string[]> = {
    notice: [filled(word('mail.notice.body'), values)],
    digest: [filled(word('mail.digest.body'), values), ...Object.entries(counts).map(kindLine)],
    test: [word('mail.test.body')],
    verify: [filled(word('mail.verify.body'), values)],
  }
  const foot = purpose === 'verify' ? [word('mail.verify.foot')] : [link, '', `${word('mail.stop')} ${stop}`]
  return { subject: filled(word(`mail.${purpose}.subject`), values), text: [...lines[purpose], '', ...foot, ''].join('\n') }
}

/** What a push carries: how many, and where to look. */
export function pushPayload({ purpose, counts }: Pick<Due, 'purpose' | 'counts'>): string {
  return JSON.stringify({ count: totalOf(counts), path: '/thong-bao', ...(purpose === 'test' && { test: true }) })
}
