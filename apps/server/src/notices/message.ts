import type { MailLanguage } from '@phaodai/office'
import { filled, hasWord, word } from '../words/index.ts'
import type { Due } from './sending.queries.ts'

/** What goes out by mail: counts and a link, never a name, a number of a document or a word of it. */
export interface Message { subject: string; text: string }

const totalOf = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, n) => sum + n, 0)
const kindLine = (language: MailLanguage) => ([kind, n]: [string, number]): string => `- ${word(hasWord(`notice.kind.${kind}`) ? `notice.kind.${kind}` : 'notice.kind.other', language)}: ${n}`

/** Where the links of a mail lead: the list of notices, the end of mail to this address, the leader's sheet. */
export interface Links { list: string; stop: string; sheet: string }

/** The words of one mail in its reader's language; a `sample` is from a demo and says so. */
export function messageOf({ purpose, counts, code, language, leads }: Pick<Due, 'purpose' | 'counts' | 'code' | 'language' | 'leads'>, { list: link, stop, sheet }: Links, sample: boolean): Message {
  const values = { n: totalOf(counts), code: code ?? '' }
  const say = (key: string): string => filled(word(key, language), values)
  const none = purpose === 'digest' && values.n === 0
  const lines: Record<Due['purpose'], string[]> = {
    notice: [say('mail.notice.body')],
    digest: [say(none ? 'mail.digest.none' : 'mail.digest.body'), ...Object.entries(counts).map(kindLine(language)), ...(leads ? ['', `${say('mail.sheet')} ${sheet}`, ''] : [])],
    test: [say('mail.test.body')],
    verify: [say('mail.verify.body')],
  }
  const foot = purpose === 'verify' ? [say('mail.verify.foot')] : [link, '', `${say('mail.stop')} ${stop}`]
  const subject = none ? say('mail.sheet.subject') : filled(word(`mail.${purpose}.subject`, language), values)
  return sample ? { subject: `[MẪU] ${subject}`, text: [say('export.sample'), '', ...lines[purpose], '', ...foot, ''].join('\n') } : { subject, text: [...lines[purpose], '', ...foot, ''].join('\n') }
}

/** What a push carries: how many, and where to look. */
export function pushPayload({ purpose, counts }: Pick<Due, 'purpose' | 'counts'>): string {
  return JSON.stringify({ count: totalOf(counts), path: '/thong-bao', ...(purpose === 'test' && { test: true }) })
}
