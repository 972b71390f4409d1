import type { FormPaper } from '@phaodai/directives'
import type { DischargeRule, StayLine, StayPaper, TransferLine } from '@phaodai/office'
import { facility, stay } from '@phaodai/registers'
import { formatInstant } from '@phaodai/registers/kit/kinds/instant.ts'
import { addDays, dayInVietnam, formatDate } from '@phaodai/vocabulary'
import { fieldWord, filled, word } from '#server/words/index.ts'
import type { StayDetails, TestRow } from './load.ts'

/** What a paper says of one stay. */
export interface PaperFacts { row: StayLine; details: StayDetails; rule: DischargeRule | null; tests: readonly TestRow[]; transfer: TransferLine | null }

type Section = FormPaper['sections'][number]
const said = (key: string): string => word(`facilities.paper.${key}`)
const codeOf = (field: string, value: string | null): string => (value === null ? '' : word(`register.stay.code.${field}.${value}`))
const at = (instant: string | null): string => (instant === null ? '' : formatInstant(instant))
const on = (day: string | null): string => (day === null ? '' : formatDate(day))
const line = (label: string, value: string): Section['lines'][number] => ({ label, value })
const field = (name: string, value: string): Section['lines'][number] => line(fieldWord(stay.name, name), value)
const section = (key: string, parts: Partial<Section>): Section => ({ title: said(`section.${key}`), lines: [], table: null, note: null, ...parts })

const person = ({ row, details }: PaperFacts): Section => section('person', { lines: [
  field('fullName', row.name ?? ''), field('sex', codeOf('sex', row.sex)), field('birthYear', row.birthYear === null ? '' : String(row.birthYear)), field('phone', details.phone ?? ''), field('address', [details.address, row.area].filter(Boolean).join(', ')), field('code', row.code),
] })

const place = ({ row, details }: PaperFacts, more: Section['lines']): Section => section('place', { lines: [
  field('facilityId', row.facility ?? ''), line(fieldWord(facility.name, 'address'), details.facilityAddress ?? ''), line(said('bed'), row.room === null ? '' : filled(said('bedOf'), { room: row.room, bed: String(row.bed ?? '') })), field('enteredAt', at(row.enteredAt)), ...more,
] })

const health = ({ row }: PaperFacts): Section => section('health', { lines: [line(said('disease'), row.disease), field('riskClass', codeOf('riskClass', row.riskClass)), ...(row.tier === null ? [] : [field('tier', codeOf('tier', row.tier))]), field('exposedOn', on(row.exposedOn))] })

const testTable = (tests: readonly TestRow[]): Section['table'] => ({
  columns: [{ heading: said('takenAt'), width: 44 }, { heading: said('barcode'), width: 40 }, { heading: said('method'), width: 40 }, { heading: said('outcome'), width: 48 }],
  rows: tests.map(({ takenAt, barcode, method, outcome, ct }) => ({ cells: [at(takenAt), barcode, word(`register.specimen.code.method.${method}`), [outcome === null ? said('noOutcome') : word(`register.specimen.code.outcome.${outcome}`), ct === null ? '' : `Ct ${String(ct).replace('.', ',')}`].filter(Boolean).join(', ')] })),
})

const watch = ({ row, rule }: PaperFacts): Section['lines'] => (rule === null || rule.watchDays === 0 || row.leftAt === null ? [] : [line(said('watch'), filled(said('watchUntil'), { days: String(rule.watchDays), day: formatDate(addDays(dayInVietnam(row.leftAt), rule.watchDays)) }))])

/** The document that a rule rests on; what follows a colon in its source is for who keeps the rules, not for a paper. */
const citation = (rule: DischargeRule | null): string => rule?.source.split(':')[0]!.trim() ?? said('noRule')

const SECTIONS: Readonly<Record<StayPaper, (facts: PaperFacts) => Section[]>> = {
  admission: (facts) => [person(facts), health(facts), place(facts, [field('dueOn', on(facts.row.dueOn))])],
  transfer: (facts) => [person(facts), health(facts), section('move', { lines: [
    line(said('from'), facts.transfer?.from ?? ''), line(said('to'), facts.transfer?.to ?? ''), line(said('movedAt'), at(facts.transfer?.movedAt ?? null)), line(said('reason'), facts.transfer?.reason ?? ''),
  ] })],
  discharge: (facts) => [person(facts), health(facts), place(facts, [field('leftAt', at(facts.row.leftAt))]), section('tests', { table: testTable(facts.tests) }),
    section('conclusion', { lines: [line(said('basis'), citation(facts.rule)), ...watch(facts)], text: said(`conclusion.${facts.row.purpose}`) })],
  handover: (facts) => [person(facts), place(facts, [field('leftAt', at(facts.row.leftAt))]), section('hand', { lines: [line(said('giver'), facts.row.facility ?? ''), line(said('taker'), facts.row.area), field('receivedAt', at(facts.row.receivedAt)), ...watch(facts)], text: said('handNote') })],
}

/** The name of a paper: of a discharge, whether somebody was treated or quarantined. */
export const paperTitle = (paper: StayPaper, { purpose }: Pick<StayLine, 'purpose'>): string => said(paper === 'discharge' ? `title.discharge.${purpose}` : `title.${paper}`)

const signs = (key: string): FormPaper['signature'] & object => ({ capacity: [{ mark: null, text: said(key) }], name: null })

/** A paper of a stay under the head of the body that issues it. */
export function stayPaper(paper: StayPaper, facts: PaperFacts, header: FormPaper['header'], sample: boolean): FormPaper {
  return {
    header, title: paperTitle(paper, facts.row), subtitle: sample ? [word('export.sample')] : [], sections: SECTIONS[paper](facts).map((each, n) => ({ ...each, title: `${n + 1}. ${each.title}` })),
    ...(paper === 'handover' ? { signature: signs('signer.taker'), counterSignature: signs('signer.giver') } : { signature: signs('signer') }),
  }
}
