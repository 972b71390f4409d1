import { compose, item, written, type Composition, type WrittenAnnex } from '@phaodai/directives'
import type { DispatchLine, RosterLine } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { formatInstant } from '@phaodai/registers/kit/kinds/instant.ts'
import type { IssuerHeader } from '#server/documents/index.ts'
import { capacityOf } from '#server/drafts/index.ts'
import { filled, word } from '#server/words/index.ts'

const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`team.paper.${key}`), values)
const BLANK = '……………………'

/** What an order that sends a team is written from. */
export interface OrderFacts {
  /** `signerTitle`: of whom the body's orders are to be signed by, by the role of his post; null where nobody is known. */
  dispatch: DispatchLine & { bodyKind: string; signerTitle: string | null }
  team: { name: string; kind: string }
  /** Who goes: the roster of the day it leaves. */
  members: readonly RosterLine[]
  restHours: number | null
  bases: readonly string[]
  head: IssuerHeader
  sample: boolean
}

function roster({ members, team }: OrderFacts): WrittenAnnex {
  return {
    heading: null, title: said('roster', { team: team.name }), preamble: [], items: [],
    table: {
      columns: [{ heading: said('n'), width: 10, align: 'center' }, { heading: said('name'), width: 60 }, { heading: said('role'), width: 45 }, { heading: said('phone'), width: 40 }],
      rows: members.map(({ name, role, phone }, n) => ({ cells: [String(n + 1), name ?? BLANK, word(`team.role.${role}`), phone ?? ''] })),
    },
  }
}

/** Quyết định điều động: which team, from where to where, for what, until when, and that it rests when it is back. */
export function dispatchPaper(facts: OrderFacts): Composition {
  const { dispatch, team, members, restHours, bases, head, sample } = facts
  const day = dayInVietnam(dispatch.fromAt)
  const about = said('subject', { team: team.name, area: dispatch.area })
  const isCommittee = dispatch.bodyKind === 'people-committee'
  return compose(written({
    system: head.system, superior: head.superior, issuer: head.issuer, place: head.place, date: day, docType: 'quyet-dinh', numbering: 'article', file: 'VT',
    abstract: sample ? `${about} (${word('export.sample')})` : about, number: dispatch.number ?? `-QĐ/${head.code}`, authority: said(isCommittee ? 'authority.committee' : 'authority.head', { issuer: head.issuer }),
    preamble: [...bases, said('need', { area: dispatch.area })],
    items: [
      item(said('article1', { team: team.name, n: members.length, from: dispatch.from, area: dispatch.area, purpose: word(`team.purpose.${dispatch.purpose}`).replace(/^./u, (first) => first.toLocaleLowerCase('vi')) }), [], { paragraphs: [said('task', { words: dispatch.words }), said('term', { from: formatInstant(dispatch.fromAt), until: formatDay(dispatch.untilOn) })] }),
      item(said('article2', { team: team.name, area: dispatch.area }), [], { paragraphs: restHours === null ? [] : [said('rest', { hours: restHours })] }),
      item(said('article3', { team: team.name, area: dispatch.area })),
    ],
    signature: { capacity: capacityOf({ system: head.system, kind: dispatch.bodyKind }, dispatch.signerTitle ?? said(isCommittee ? 'signer.committee' : 'signer.head')), name: null },
    recipients: [{ text: said('to'), purpose: 'execute' }], annexes: members.length === 0 ? [] : [roster(facts)],
  }))
}
