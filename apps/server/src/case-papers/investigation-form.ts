/** Phiếu điều tra dịch tễ of one case (the fields of QĐ 5053/QĐ-BYT), filled as far as kept; what is not kept is a line to write on. */
import { daysBack, investigationWindow, staysOf, type DiseaseRule, type Stay } from '@phaodai/office'
import type { FormLine, FormPaper, TableRow, WrittenTable } from '@phaodai/directives'
import { diseaseCase } from '@phaodai/registers'
import { dayInVietnam, formatDate, type Day } from '@phaodai/vocabulary'
import { personItems, reader, type Item, type Known, type LineRow } from '#server/cases/index.ts'
import { filled, word } from '#server/words/index.ts'
import type { PrintedContact } from './load.ts'

export type CaseFacts = { line: LineRow; disease: Known; person: Known | null; rule: DiseaseRule | null; contacts: readonly PrintedContact[] }

const lines = (items: readonly Item[]): FormLine[] => items.map(([label, value]) => ({ label, value }))
const said = (key: string): string => word(`casePaper.${key}`)
const blankRows = (columns: number, n: number): TableRow[] => Array.from({ length: n }, () => ({ cells: Array.from({ length: columns }, () => '') }))
const codeOf = (path: string, code: string | null | undefined): string => (code === null || code === undefined ? '' : word(`register.disease_case.code.${path}.${code}`))

/** The days an investigation asks about, of a case as it stands. */
export function windowOf({ line, disease, rule }: Pick<CaseFacts, 'line' | 'disease' | 'rule'>) {
  return investigationWindow({ onsetOn: line.onsetOn, sampledOn: disease.row.sampledOn as Day | null, diagnosedOn: dayInVietnam(line.diagnosedAt) }, rule)
}

function illness({ line, disease }: CaseFacts): FormLine[] {
  const of = reader(diseaseCase, disease)
  const told = (key: string, value: string): FormLine => ({ label: word(`caseForm.${key}`), value })
  return [
    told('disease', line.disease), told('classification', of('classification')), { label: said('detectedAs'), value: of('detectedAs') }, told('onsetOn', of('onsetOn')), told('symptoms', of('symptoms')), told('diagnosedAt', of('diagnosedAt')),
    { label: said('severity'), value: of('severity') }, told('care', [of('care'), of('facility')].filter(Boolean).join(', ')), told('admittedOn', of('admittedOn')), { label: said('source'), value: of('linkedCaseId') }, told('outbreak', of('outbreakId')),
  ]
}

function stayCells(day: string, { from, to, place, doing, people, transport, masked }: Stay): string[] {
  return [day, [from, to].filter(Boolean).join('–'), place, doing ?? '', people ?? '', codeOf('history.transport', transport), codeOf('history.masked', masked)]
}

function history(facts: CaseFacts): WrittenTable {
  const stays = (facts.disease.row.history ?? []) as Stay[]
  const rows = daysBack(windowOf(facts)).toReversed().flatMap((day): TableRow[] => {
    const told = staysOf(stays, day)
    return told.length === 0 ? [{ cells: [formatDate(day), ...Array.from({ length: 6 }, () => '')] }] : told.map((stay, index) => ({ cells: stayCells(index === 0 ? formatDate(day) : '', stay) }))
  })
  const widths = [26, 25, 34, 25, 25, 18, 18]
  return { columns: ['day', 'hours', 'place', 'doing', 'people', 'transport', 'masked'].map((key, at) => ({ heading: said(`history.${key}`), width: widths[at]! })), rows }
}

function contacts({ contacts: all }: CaseFacts): WrittenTable {
  const rows = all.map((each, index): TableRow => ({ cells: [
    String(index + 1), each.name ?? '', word(`register.case_contact.code.tier.${each.tier}`), each.relation === null ? '' : word(`register.case_contact.code.relation.${each.relation}`), formatDate(each.lastContactOn), each.phone ?? '', each.area,
  ] }))
  const widths = [12, 38, 12, 30, 26, 28, 30]
  return { columns: ['nth', 'name', 'tier', 'relation', 'lastContactOn', 'phone', 'area'].map((key, at) => ({ heading: said(`contact.${key}`), width: widths[at]!, ...(at === 0 && { align: 'center' as const }) })), rows: rows.length > 0 ? rows : blankRows(7, 5) }
}

function samples({ disease }: CaseFacts): WrittenTable {
  const of = reader(diseaseCase, disease)
  const known = of('sampledOn') === '' && of('testResult') === '' ? [] : [{ cells: ['1', of('sampledOn'), of('testKind'), of('testResult'), of('resultOn')] }]
  return { columns: ['nth', 'sampledOn', 'testKind', 'testResult', 'resultOn'].map((key, at) => ({ heading: said(`sample.${key}`), width: at === 0 ? 13 : 40 })), rows: [...known, ...blankRows(5, 2)] }
}

/** Doses are kept as a number; days, kinds and places of each are written by hand. */
function doses({ disease }: CaseFacts): WrittenTable {
  const n = Math.max(3, Number(disease.row.doses ?? 0))
  return { columns: ['nth', 'day', 'vaccine', 'place'].map((key, at) => ({ heading: said(`dose.${key}`), width: at === 0 ? 13 : 50 })), rows: Array.from({ length: n }, (_, index) => ({ cells: [String(index + 1), '', '', ''] })) }
}

function windowNote(facts: CaseFacts): string {
  const { from, to, infectiousFrom, infectiousTo } = windowOf(facts)
  const asked = filled(said('window'), { from: formatDate(from), to: formatDate(to) })
  return infectiousFrom === null ? asked : `${asked} ${filled(said('infectious'), { from: formatDate(infectiousFrom), to: formatDate(infectiousTo ?? to) })}`
}

/** The form as it is printed. */
export function investigationForm(facts: CaseFacts, header: FormPaper['header'], code: string, sample: boolean): FormPaper {
  const of = reader(diseaseCase, facts.disease)
  const section = (key: string, parts: Partial<Omit<FormPaper['sections'][number], 'title'>>): FormPaper['sections'][number] => ({ title: said(`section.${key}`), lines: [], table: null, note: null, ...parts })
  return {
    header, title: said('title'), subtitle: [...(sample ? [word('export.sample')] : []), said('form'), filled(word('caseForm.code'), { code })],
    sections: [
      section('person', { lines: lines(personItems(facts.person)) }), section('illness', { lines: illness(facts) }), section('history', { table: history(facts), note: windowNote(facts) }), section('contacts', { table: contacts(facts) }),
      section('samples', { table: samples(facts) }), section('doses', { lines: [{ label: word('caseForm.vaccinated'), value: [of('vaccinated'), of('doses') === '' ? '' : filled(word('caseForm.doses'), { n: of('doses') })].filter(Boolean).join(', ') }], table: doses(facts) }),
      section('comorbidities', { lines: [{ label: said('comorbidities'), value: '' }, { label: said('medicines'), value: '' }] }), section('opinion', { lines: [{ label: said('opinion'), value: '' }, { label: said('measures'), value: '' }] }),
    ],
    signature: { capacity: [{ mark: null, text: said('signer') }], name: null },
  }
}
