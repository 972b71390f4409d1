/** The official case form of one case on paper (Mẫu 01, Quyết định 97/QĐ-PB), under the head of the acting body. */
import type { TablePaper } from '@phaodai/directives'
import { diseaseCase, formatInstant, individual, placedFields, type RecordRow, type Register } from '@phaodai/registers'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { viewing, type Tx, type Who } from '#kernel/session.ts'
import { MEDIA, paperHeaderFor, renderTablePaper, type PaperFormat } from '#server/documents/index.ts'
import { readRecord } from '#server/registers/index.ts'
import type { TableFile } from '#server/sheets/index.ts'
import { isSample } from '#server/tasks/index.ts'
import { filled, word, wordsOf } from '#server/words/index.ts'
import { loadBodyName, type LineRow } from './load.ts'

export type Known = { row: RecordRow; names: Awaited<ReturnType<typeof readRecord>>['names'] }
export type Item = readonly [label: string, value: string]

/** Numbers of the form's code lists. */
const SEX_NUMBER: Readonly<Record<string, string>> = { male: '1', female: '2', unknown: '3' }

/** Words of a record's fields as a paper prints them; nothing where the record is not known. */
export function reader(register: Register, known: Known | null): (name: string) => string {
  const fields = placedFields(register)
  return (name) => (known ? fields[name]!.toText(known.row[name], wordsOf(register.name, name, known.names)) : '')
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ')
const item = (key: string, ...parts: string[]): Item => [word(`caseForm.${key}`), joined(...parts)]

/** Who somebody is, as the case form asks for it. */
export function personItems(person: Known | null): Item[] {
  const of = reader(individual, person)
  const sex = person === null ? '' : filled(word('caseForm.numbered'), { word: of('sex'), n: SEX_NUMBER[String(person.row.sex)] ?? '' })
  return [
    item('fullName', of('fullName')), item('identityNumber', of('identityNumber') || of('oldIdentityNumber')), item('birth', of('birthOn') || of('birthYear')), item('sex', sex), item('ethnicity', of('ethnicity')), item('nationality', of('nationality')),
    item('occupation', of('occupation')), item('phone', of('phone')), item('address', of('address'), of('areaId')), item('permanentAddress'), item('workplace', of('workplace')),
  ]
}

function illnessItems(disease: Known, line: LineRow): Item[] {
  const of = reader(diseaseCase, disease)
  const clock = line.clock === null ? '' : word(`disease.clock.${line.clock.kind}`)
  const doses = of('doses') === '' ? '' : filled(word('caseForm.doses'), { n: of('doses') })
  return [
    item('disease', line.disease), item('reportClass', clock), item('vaccinated', of('vaccinated'), doses), item('classification', of('classification'), of('classReason')), item('onsetOn', of('onsetOn')), item('diagnosedAt', of('diagnosedAt')),
    item('symptoms', of('symptoms')), item('sampledOn', of('sampledOn')), item('testKind', of('testKind')), item('testResult', of('testResult'), of('resultOn')), item('care', of('care'), of('facility')), item('admittedOn', of('admittedOn')),
    item('outcome', word(`register.disease_case.state.${line.state}`), of('outcomeOn')), item('history', of('history')),
  ]
}

function reportItems(disease: Known, line: LineRow, unit: string): Item[] {
  const of = reader(diseaseCase, disease)
  const entered = line.clock?.stoppedAt ? formatInstant(line.clock.stoppedAt) : of('systemEnteredAt')
  return [item('outbreak', of('outbreakId')), item('reporter', of('reporterName'), of('reporterPhone')), item('unit', unit), item('systemId', of('systemId')), item('systemEnteredAt', entered)]
}

function paperOf(header: TablePaper['header'], code: string, items: readonly Item[], sample: boolean): TablePaper {
  return {
    header, title: word('caseForm.title'), subtitle: [...(sample ? [word('export.sample')] : []), word('caseForm.form'), filled(word('caseForm.code'), { code })],
    columns: [{ heading: word('caseForm.nth'), width: 12, align: 'center' }, { heading: word('caseForm.item'), width: 62 }, { heading: word('caseForm.value'), width: 96 }],
    rows: items.map(([label, value], index) => ({ cells: [String(index + 1), label, value] })),
    closing: [], signature: { capacity: [{ mark: null, text: word('caseForm.signer') }], name: null }, recipients: [], file: null, landscape: false,
  }
}

/** The form as a Word file or PDF; the person who goes out is noted. */
export async function caseFormFile(tx: Tx, who: Who, deps: AppDeps, line: LineRow, format: PaperFormat): Promise<TableFile> {
  const disease = await readRecord(tx, who, diseaseCase, line.id, true)
  const person = line.individualId === null ? null : await readRecord(tx, who, individual, line.individualId, true)
  if (line.individualId !== null) await viewing(tx, 'individual', [line.individualId], 'export')
  const header = await paperHeaderFor(tx, who.bodyId, today(deps.clock))
  const sample = await isSample(tx)
  const code = line.code ?? line.id.slice(0, 8)
  const unit = await loadBodyName(tx, who.bodyId)
  const items = [...personItems(person), ...illnessItems(disease, line), ...reportItems(disease, line, unit)]
  return { name: `${word('caseForm.file')}-${code}${sample ? '-MAU' : ''}.${format}`, mediaType: MEDIA[format], bytes: await renderTablePaper(paperOf(header, code, items, sample), format) }
}
