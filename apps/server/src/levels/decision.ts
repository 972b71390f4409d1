import { item, written, type WrittenDocument } from '@phaodai/directives'
import { asPrinted } from '@phaodai/epidemic-level'
import type { LevelLine } from '@phaodai/office'
import { dayInVietnam, formatDay } from '@phaodai/vocabulary'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#kernel/session.ts'
import { issuerHeaderFor, type IssuerHeader } from '#server/documents/index.ts'
import { capacityOf } from '#server/drafts/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { filled, word } from '#server/words/index.ts'
import { getRound, loadLines, type RoundRow } from './load.ts'

const said = (key: string, values: Record<string, string | number> = {}): string => filled(word(`levels.paper.${key}`), values)
const spoken = (area: string): string => area.replace(/^\p{Lu}/u, (first) => first.toLocaleLowerCase('vi'))
const nameOf = ({ levels }: Pick<RoundRow, 'levels'>, level: number | null): string => levels.find((each) => each.level === level)?.name ?? said('unknown')

/** "Cấp 1 – nguy cơ thấp: 150 xã; …", each level that some unit has. */
function tally(round: RoundRow, lines: readonly LevelLine[]): string[] {
  return round.levels.flatMap(({ level, name }) => {
    const n = lines.filter((line) => line.level === level && line.areaLevel === 'commune').length
    return n === 0 ? [] : [said('tally', { level: name, n })]
  })
}

const number = (value: number | null): string => (value === null ? '' : value.toLocaleString('vi'))

function annex(round: RoundRow, lines: readonly LevelLine[]): WrittenDocument['annexes'][number] {
  const names = new Map(lines.map(({ areaId, area }) => [areaId, area]))
  return {
    heading: said('annex'), title: said('annex.title', { area: spoken(round.area), disease: round.disease }), preamble: [], items: [],
    table: {
      columns: [
        { heading: said('column.n'), width: 12, align: 'center' }, { heading: said('column.area'), width: 56 }, { heading: said('column.cases'), width: 22, align: 'right' }, { heading: said('column.rate'), width: 26, align: 'right' }, { heading: said('column.level'), width: 44 },
      ],
      rows: lines.map((line, n) => ({
        cells: [String(n + 1), line.areaLevel === 'village' ? `${line.area}, ${names.get(line.parentId ?? 0) ?? ''}` : line.area, number(line.cases), number(line.rate === null ? null : asPrinted(line.rate)), line.follows ? said('follows', { area: names.get(line.parentId ?? 0) ?? '' }) : nameOf(round, line.level)],
        bold: line.areaLevel === 'province' || line.areaLevel === 'district',
      })),
    },
  }
}

/** Quyết định công bố cấp độ dịch: the whole, how many units stand where, from when, and each unit in the annex. */
export function decisionPaper(round: RoundRow, lines: readonly LevelLine[], head: IssuerHeader & { kind: string }, sample: boolean): WrittenDocument {
  const [whole] = lines
  const abstract = said('abstract', { disease: round.disease, area: spoken(round.area) })
  return written({
    system: head.system, docType: 'quyet-dinh', superior: head.superior, issuer: head.issuer, place: head.place, date: round.decidedOn, abstract: sample ? `${abstract} (${word('export.sample')})` : abstract,
    number: round.decisionNumber ?? `-QĐ/${head.code}`, draft: round.state !== 'published', authority: said('authority', { issuer: head.issuer }), numbering: 'article',
    preamble: [said('basis', { rules: round.ruleName }), said('request', { by: round.creatorTitle ?? '', day: formatDay(dayInVietnam(round.createdAt)) })],
    items: [
      item(said('article1', { area: spoken(round.area), level: nameOf(round, whole?.level ?? null), day: formatDay(round.day) }), [], { paragraphs: [...tally(round, lines), said('article1.annex')] }),
      item(round.inForceFrom === null ? said('article2.open') : said('article2', { from: formatDay(round.inForceFrom) })),
      item(said('article3', { issuer: head.issuer })),
    ],
    signature: { capacity: capacityOf(head, round.publisherTitle ?? 'Chủ tịch'), name: round.signerName }, recipients: [{ text: said('recipients'), purpose: 'execute' }], file: 'VT', annexes: [annex(round, lines)],
  })
}

/** The decision of a round: a draft until it is published, for those who see the whole of it, then as it was, for all; Problem `not-found` for others. */
export async function decisionOf(tx: Tx, id: string, today: string): Promise<WrittenDocument> {
  const round = await getRound(tx, id)
  if (!round.seenWhole) throw new Problem('not-found')
  if (round.kind === 'noted') throw new Problem('illegal-state', { detail: word('levels.fault.no-paper') })
  const head = await issuerHeaderFor(tx, round.bodyId, round.decidedOn ?? today)
  if (!head) throw new Problem('reference-missing')
  return decisionPaper(round, await loadLines(tx, id), { ...head, kind: 'people-committee' }, await isSample(tx))
}
