import { compose, composeForm, item, written, type Composition, type FormLine, type FormPaper, type WrittenDocument } from '@phaodai/directives'
import { paperStands, type IsolationPaper } from '@phaodai/office'
import { dayInVietnam, foldMarks, formatDay, formatDayLong, type Day } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx, Who } from '#kernel/session.ts'
import { issuerHeaderFor, type IssuerHeader } from '#server/documents/index.ts'
import { capacityOf } from '#server/drafts/index.ts'
import { filled, word } from '#server/words/index.ts'
import { loadByIds, type OrderRow } from './load.ts'
import { loadBases, loadDecisions, type DecisionFacts } from './papers.queries.ts'
import { showing } from './view.ts'

/** Room for what is not known, to be written by hand; short, since a line is stretched around it. */
const BLANK = '…………'
const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`isolation.paper.${key}`), values)
const codeOf = (field: string, value: string | null): string => (value === null ? BLANK : word(`register.isolation_order.code.${field}.${value}`))

/** What one paper is written from. */
export type PaperFacts = { row: OrderRow; decision: DecisionFacts; head: IssuerHeader; bases: readonly string[]; on: Day; sample: boolean }

const personOf = ({ name, birthYear, sex, address, area, phone }: OrderRow) => ({ name: name ?? BLANK, year: birthYear ?? BLANK, sex: codeOf('sex', sex).toLocaleLowerCase('vi'), address: address ?? area, phone: phone ?? BLANK })
const termOf = ({ fromOn, untilOn, days, countedFrom }: OrderRow) => ({ from: formatDay(fromOn), until: formatDay(untilOn), days: days ?? BLANK, counted: formatDay(countedFrom) })
const heading = ({ head, on, sample }: PaperFacts, abstract: string) => ({ system: head.system, superior: head.superior, issuer: head.issuer, place: head.place, date: on, abstract: sample ? `${abstract} (${word('export.sample')})` : abstract })
const signed = ({ decision, head }: PaperFacts) => ({ capacity: capacityOf({ system: head.system, kind: decision.bodyKind }, decision.deciderTitle), name: decision.deciderName })

/** Quyết định áp dụng biện pháp cách ly y tế: whom, where, from when until when, by which rule. */
function decisionPaper(facts: PaperFacts): WrittenDocument {
  const { row, decision, head, bases } = facts
  const form = codeOf('form', row.form).toLocaleLowerCase('vi')
  const then = row.thenForm === null || row.thenFrom === null ? [] : [said('decision.then', { form: codeOf('form', row.thenForm).toLocaleLowerCase('vi'), from: formatDay(row.thenFrom) })]
  const tests = row.tests.length === 0 ? [] : [said('decision.tests', { days: row.tests.map(({ day }) => formatDay(day)).join(', ') })]
  const watch = row.watchUntil === null ? [] : [said('decision.watch', { until: formatDay(row.watchUntil) })]
  return written({
    ...heading(facts, said('decision.subject', { disease: row.disease })), docType: 'quyet-dinh', number: decision.number ?? `-QĐ/${head.code}`, authority: said('decision.authority', { issuer: head.issuer }), numbering: 'article',
    preamble: [...bases, ...(row.ruleSource === null ? [] : [said('decision.rule', { source: row.ruleSource })]), said('decision.request', { by: decision.requesterTitle, day: formatDay(dayInVietnam(decision.requestedAt)) })],
    items: [
      item(said('decision.article1', { ...personOf(row), subject: codeOf('subject', row.subject), form }), [], { paragraphs: [said('decision.term', termOf(row)), ...then, ...tests, ...watch] }),
      item(said('decision.article2')),
      item(said('decision.article3', { body: head.issuer, name: row.name ?? BLANK })),
    ],
    signature: signed(facts), recipients: [{ text: said('decision.article3to'), purpose: 'execute' }], file: 'VT',
  })
}

/** Giấy xác nhận hoàn thành cách ly y tế: what the citizen needs for sick pay. */
function completionPaper(facts: PaperFacts): FormPaper {
  const { row, decision, head, on, sample } = facts
  const { name, year, address, phone } = personOf(row)
  const line = (key: string, value: string | number): FormLine => ({ label: said(`completion.${key}`), value: value === BLANK ? '' : String(value) })
  const decided = formatDay(dayInVietnam(decision.decidedAt))
  const until = row.endedAt === null ? row.untilOn : dayInVietnam(row.endedAt)
  return {
    header: { system: head.system, superior: head.superior, issuer: head.issuer, place: head.place, number: row.certificate === null ? null : `${row.certificate}-${head.code}`, date: on },
    title: said('completion.title'), subtitle: [said('completion.opening', { issuer: head.issuer }), ...(sample ? [word('export.sample')] : [])],
    sections: [
      { title: said('completion.person'), lines: [line('name', name), line('year', year), line('sex', codeOf('sex', row.sex)), line('phone', phone), line('address', address)], table: null, note: null },
      { title: said('completion.done'), table: null, note: said('completion.closing'), lines: [
        line('subject', codeOf('subject', row.subject)), line('form', codeOf('form', row.form)), line('from', formatDay(row.startedAt === null ? row.fromOn : dayInVietnam(row.startedAt))), line('until', formatDay(until)),
        line('decision', decision.number === null ? decided : said('completion.numbered', { number: decision.number, day: decided })), ...(row.watchUntil === null ? [] : [line('watch', formatDay(row.watchUntil))]),
      ] },
    ],
    signature: signed(facts),
  }
}

/** Biên bản bàn giao: who leaves the place of isolation is handed over to the commune where he lives; both sides sign. */
function handoverPaper(facts: PaperFacts): WrittenDocument {
  const { row, decision, head, on } = facts
  const to = (row.residence ?? row.area).replace(/^./u, (first) => first.toLocaleLowerCase('vi'))
  return written({
    ...heading(facts, said('handover.subject', { disease: row.disease })), docType: 'bien-ban', number: null, numbering: 'arabic',
    preamble: [said('handover.opening', { day: formatDayLong(on), place: row.address ?? row.area })],
    items: [
      item(said('handover.gives', { body: head.issuer })), item(said('handover.takes', { area: to })), item(said('handover.person', personOf(row))),
      item(said('handover.term', { ...termOf(row), number: decision.number ?? BLANK })), item(row.watchUntil === null ? said('handover.noWatch') : said('handover.watch', { until: formatDay(row.watchUntil) })), item(said('handover.state')),
    ],
    closing: [said('handover.closing')], signature: { capacity: [{ mark: null, text: said('handover.giver') }], name: null }, counterSignature: { capacity: [{ mark: null, text: said('handover.taker') }], name: null }, recipients: [], file: null,
  })
}

const WRITE: Record<IsolationPaper, (facts: PaperFacts) => Composition> = { decision: (facts) => compose(decisionPaper(facts)), completion: (facts) => composeForm(completionPaper(facts)), handover: (facts) => compose(handoverPaper(facts)) }

/** One paper, laid out, with the name of its file. */
export type NamedPaper = { name: string; composition: Composition }

const UNDECIDED = { number: null, bodyKind: 'agency', deciderName: null, requesterTitle: '' } as const

/** What every paper of one sending shares: read once a body and day. */
function sharedFacts(tx: Tx): (bodyId: number, on: Day) => Promise<Pick<PaperFacts, 'head' | 'bases'>> {
  const known = new Map<string, Pick<PaperFacts, 'head' | 'bases'>>()
  return async (bodyId, on) => {
    const key = `${bodyId} ${on}`
    const found = known.get(key)
    if (found) return found
    const head = await issuerHeaderFor(tx, bodyId, on)
    if (!head) throw new Problem('reference-missing')
    const facts = { head, bases: await loadBases(tx, on) }
    known.set(key, facts)
    return facts
  }
}

const fileName = (n: number, paper: IsolationPaper, number: string | null): string => [String(n + 1).padStart(3, '0'), said(`${paper}.file`), number === null ? null : foldMarks(number).replace(/[^A-Za-z0-9]+/g, '-')].filter(Boolean).join('-')

/** Papers of these orders in scope, in the order given, each under the head of the body that decided. Refuses all where one order has not come so far. */
export async function papersOf(tx: Tx, who: Who, ids: readonly string[], paper: IsolationPaper, sample: boolean, now: string): Promise<NamedPaper[]> {
  const rows = await loadByIds(tx, ids, dayInVietnam(now), true)
  if (rows.length < ids.length) throw new Problem('not-found')
  const early = rows.filter((row) => !paperStands(paper, row)).length
  if (early > 0) throw new Problem('illegal-state', { detail: filled(word(`isolation.fault.paper.${paper}`), { n: early }) })
  await showing(tx, rows, 'export')
  const [decisions, shared] = [new Map((await loadDecisions(tx, ids)).map((each) => [each.orderId, each])), sharedFacts(tx)]
  const papers: NamedPaper[] = []
  for (const [n, row] of rows.entries()) {
    const decision = decisions.get(row.id) ?? { ...UNDECIDED, orderId: row.id, bodyId: who.bodyId, deciderTitle: who.title, decidedAt: row.requestedAt, requestedAt: row.requestedAt }
    const on = dayInVietnam(paper === 'decision' ? decision.decidedAt : row.endedAt ?? now)
    papers.push({ name: fileName(n, paper, decision.number), composition: WRITE[paper]({ row, decision, on, sample, ...await shared(decision.bodyId, on) }) })
  }
  return papers
}
