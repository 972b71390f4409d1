/** Thông báo to a place where a case was while it could infect: days, what is asked of it, and nothing of whom. */
import type { VisitedPlace } from '@phaodai/office'
import { item, written, type WrittenDocument } from '@phaodai/directives'
import { formatDate } from '@phaodai/vocabulary'
import type { IssuerHeader } from '#server/documents/index.ts'
import { filled, word } from '#server/words/index.ts'

const said = (key: string, values: Record<string, string> = {}): string => filled(word(`placeNotice.${key}`), values)

function stayWords({ day, from, to }: VisitedPlace['stays'][number]): string {
  const date = formatDate(day)
  if (from === null) return said('allDay', { day: date })
  return to === null ? said('since', { day: date, from }) : said('between', { day: date, from, to })
}

/** The letter, without number and date: whoever signs it gives both. */
export function placeNotice({ place: typed, stays }: VisitedPlace, disease: string, head: IssuerHeader): WrittenDocument {
  const place = typed.slice(0, 1).toLocaleUpperCase('vi') + typed.slice(1).replace(/\s+/g, ' ')
  const days = [...new Set(stays.map(({ day }) => day))].toSorted()
  const period = days.length === 1 ? said('onDay', { day: formatDate(days[0]!) }) : said('inDays', { from: formatDate(days[0]!), to: formatDate(days.at(-1)!) })
  return written({
    system: head.system, docType: 'thong-bao', superior: head.superior, issuer: head.issuer, place: head.place, number: `-TB/${head.code}`, date: null, draft: true,
    abstract: said('subject', { period }), addressees: [place], preamble: [said('opening', { issuer: head.issuer, disease, place, period })], numbering: 'arabic',
    items: [
      item(said('when'), stays.map((stay) => item(stayWords(stay)))),
      item(said('asked'), ['list', 'watch', 'clean', 'keep', 'tell'].map((each) => item(said(`asked.${each}`)))),
    ],
    closing: [said('closing')], signature: { capacity: [{ mark: null, text: said('signer') }], name: null }, recipients: [{ text: said('place'), purpose: 'execute' }], file: 'VT',
  })
}
