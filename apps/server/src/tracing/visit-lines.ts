/** Lines of a visitors' book as a file brings them: read, refused with the reason, or doubted with it. Pure. */
import { ANY_DISEASE, siftStays, STAY_KINDS } from '@phaodai/contact-tracing'
import { readTime } from '@phaodai/office'
import { identityDigits, phoneDigits } from '@phaodai/person-matching'
import { formatDay, dayInVietnam, searchKey, type Day } from '@phaodai/vocabulary'
import { instant, visitLine } from '@phaodai/registers'
import { cellReader, idOf, type Mapping, type RowFault } from '#server/imports/index.ts'
import type { Sheet } from '#server/sheets/index.ts'
import { filled, word, wordsOf } from '#server/words/index.ts'

/** Under what visits are collected, and between which days they can be entered. */
export type Collecting = { placeId: string; decisionId: string; areaId: number; from: Day; to: Day }

/** Whom a line is of: `key` is the same for all lines of one person. */
export type Visitor = { key: string; name: string; phone: string | null; identity: string | null; numbers: string[] }
export type VisitLine = { line: number; cells: string[]; faults: RowFault[]; doubts: RowFault[]; visitor: Visitor; enteredAt: number; leftAt: number | null; masked: boolean | null; note: string | null; repeats: boolean }

const WHEN = instant()
const WORDS = wordsOf(visitLine.name, 'enteredAt', {})
const HAS_HOUR = /\d[:h]|T\d/i

/** An instant as it stands in one cell, or an hour beside the column of days; null where neither can be read. */
function instantOf(text: string, day: Day | null): number | null {
  const hour = readTime(text)
  if (hour !== null && day !== null) return Date.parse(`${day}T${hour}:00+07:00`)
  const read = HAS_HOUR.test(text) ? WHEN.fromText(text, WORDS) : { fault: 'not-an-instant' as const }
  return 'fault' in read || read.value === null ? null : Date.parse(String(read.value))
}

const ofField = (field: string, code: string, sentence: string | null = null): RowFault => ({ field, column: null, code, sentence })
const ofLine = (code: string, sentence: string): RowFault => ({ field: null, column: null, code, sentence })

type Cells = { fullName: string | null; phone: string | null; identityNumber: string | null }

/** Who is told by number is the same person in every book; a name alone is nobody's. */
function visitorOf({ fullName, phone, identityNumber }: Cells): Visitor {
  const [called, identity] = [phone === null ? null : phoneDigits(phone), identityNumber === null ? null : identityDigits(identityNumber)]
  const numbers = [...(identity === null ? [] : [`i${identity}`]), ...(called === null ? [] : [`p${called}`])]
  const name = fullName ?? ''
  return { key: identity === null ? `${searchKey(name)} ${called}` : identity, name, phone: called === null ? null : phone, identity: identity === null ? null : identityNumber, numbers }
}

function faultsOf(visitor: Visitor, entered: number | null, { from, to }: Collecting, now: number): RowFault[] {
  const faults = visitor.numbers.length === 0 ? [ofLine('nobody', word('visits.fault.nobody'))] : []
  if (entered === null) return faults
  const day = dayInVietnam(new Date(entered).toISOString())
  if (entered > now) return [...faults, ofField('enteredAt', 'future', word('visits.fault.future'))]
  return day < from || day > to ? [...faults, ofField('enteredAt', 'outside', filled(word('visits.fault.outside'), { from: formatDay(from), to: formatDay(to) }))] : faults
}

/** Reads every line of a sheet; what cannot be of its kept lines is told by the rules of the engine, as tracing will. */
export function readVisits(sheet: Sheet, mapping: Mapping, collecting: Collecting, now: number): VisitLine[] {
  const read = cellReader(visitLine, sheet.headers, mapping, {}, collecting.areaId)
  const lines = sheet.rows.map((cells, at): VisitLine => {
    const { values, faults } = read(cells)
    const text = (name: string): string | null => (values[name] ?? null) as string | null
    const visitor = visitorOf({ fullName: text('fullName'), phone: text('phone'), identityNumber: text('identityNumber') })
    const [enteredAt, leftAt] = ['enteredAt', 'leftAt'].map((name) => (text(name) === null ? null : instantOf(text(name)!, text('day') as Day | null)))
    const unread = [['enteredAt', enteredAt], ['leftAt', leftAt]].flatMap(([name, instant]) => (instant === null && text(name as string) !== null ? [ofField(name as string, 'not-an-instant', word('visits.fault.hour'))] : []))
    const masked = text('masked')
    return {
      line: at + 2, cells, faults: [...faults, ...unread, ...faultsOf(visitor, enteredAt ?? null, collecting, now)], doubts: [], visitor, enteredAt: enteredAt ?? Number.NaN, leftAt: leftAt ?? null,
      masked: masked === null ? null : masked === 'yes', note: text('note'), repeats: false,
    }
  })
  markRepeats(lines)
  markDoubts(lines, now)
  return lines
}

/** The same visit once more in the same file. */
function markRepeats(lines: readonly VisitLine[]): void {
  const seen = new Set<string>()
  for (const line of lines.filter(({ faults }) => faults.length === 0)) {
    const content = contentOf(line)
    line.repeats = seen.has(content)
    seen.add(content)
  }
}

const contentOf = ({ visitor, enteredAt, leftAt }: VisitLine): string => `${visitor.key} ${enteredAt} ${leftAt}`

/** The id of a visit follows from what it says, so that a book sent twice is entered once. */
export function visitId({ placeId }: Pick<Collecting, 'placeId'>, line: VisitLine): string {
  return idOf(`place_visit ${placeId} ${contentOf(line)}`)
}

function markDoubts(lines: readonly VisitLine[], now: number): void {
  const kept = lines.filter(({ faults, repeats }) => faults.length === 0 && !repeats)
  const people = new Map<string, number>()
  for (const { visitor: { key } } of kept) if (!people.has(key)) people.set(key, people.size)
  const { faults } = siftStays({
    people: people.size, places: 1, person: Int32Array.from(kept, ({ visitor }) => people.get(visitor.key)!), place: new Int32Array(kept.length), from: Float64Array.from(kept, ({ enteredAt }) => enteredAt),
    to: Float64Array.from(kept, ({ leftAt }) => leftAt ?? Number.NaN), kind: new Uint8Array(kept.length).fill(STAY_KINDS.indexOf('visit')),
  }, ANY_DISEASE.stays, now)
  for (const { row, reason } of faults) kept[row]!.doubts.push(ofLine(reason, word(`visits.doubt.${reason}`)))
}
