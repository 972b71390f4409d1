import type { FormPaper } from '@phaodai/directives'
import { ctWords, type TestResultLine } from '@phaodai/office'
import { laboratory, specimen } from '@phaodai/registers'
import { formatInstant } from '@phaodai/registers/kit/kinds/instant.ts'
import { fieldWord, filled, word } from '#server/words/index.ts'
import type { Details, SpecimenRow } from './load.ts'

/** What a slip says of one specimen. */
export interface SlipFacts { row: SpecimenRow; details: Details; results: readonly TestResultLine[] }

const said = (key: string): string => word(`testing.slip.${key}`)
const codeOf = (field: string, value: string | null): string => (value === null ? '' : word(`register.specimen.code.${field}.${value}`))
const at = (instant: string | null): string => (instant === null ? '' : formatInstant(instant))
const line = (field: string, value: string): { label: string; value: string } => ({ label: fieldWord(specimen.name, field), value })

function tableOf({ row, details, results }: SlipFacts): FormPaper['sections'][number]['table'] {
  const own = results.filter(({ withdrawn }) => withdrawn === null).map((each) => ({ cells: [codeOf('method', each.method), codeOf('outcome', each.outcome), ctWords(each.cts) ?? '', at(each.testedAt), each.laboratory ?? said('onTheSpot')] }))
  const pooled = own.length === 0 && row.pooled && row.outcome !== null
    ? [{ cells: [codeOf('method', row.method), codeOf('outcome', details.poolOutcome ?? row.outcome), '', at(row.resultedAt), row.poolBarcode === null ? said('byLabPool') : filled(said('byPool'), { barcode: row.poolBarcode })] }] : []
  return { columns: [{ heading: said('method'), width: 34 }, { heading: said('outcome'), width: 30 }, { heading: said('ct'), width: 32 }, { heading: said('testedAt'), width: 34 }, { heading: fieldWord(laboratory.name, 'name'), width: 42 }], rows: [...own, ...pooled] }
}

/** The slip that somebody is given: whose, which tube, what every laboratory found and has not withdrawn, what it comes to. */
export function resultSlip(facts: SlipFacts, header: FormPaper['header'], sample: boolean): FormPaper {
  const { row, details } = facts
  const section = (key: string, parts: Partial<FormPaper['sections'][number]>): FormPaper['sections'][number] => ({ title: said(`section.${key}`), lines: [], table: null, note: null, ...parts })
  return {
    header, title: said('title'), subtitle: [...(sample ? [word('export.sample')] : []), filled(said('barcode'), { barcode: row.barcode })],
    sections: [
      section('person', { lines: [line('fullName', row.name ?? ''), line('sex', codeOf('sex', row.sex)), line('birthYear', row.birthYear === null ? '' : String(row.birthYear)), line('phone', details.phone ?? ''), line('address', [details.address, row.residence ?? row.area].filter(Boolean).join(', '))] }),
      section('specimen', { lines: [line('kind', codeOf('kind', row.kind)), line('purpose', codeOf('purpose', row.purpose)), { label: said('disease'), value: details.disease }, line('takenAt', at(row.takenAt)), { label: said('takenIn'), value: row.area }, line('receivedAt', at(row.receivedAt))] }),
      section('results', { table: tableOf(facts) }),
      section('conclusion', { lines: [{ label: said('comesTo'), value: codeOf('outcome', row.outcome) }], note: row.outcome === 'conflicting' ? said('conflicting') : null }),
    ],
    signature: { capacity: [{ mark: null, text: said('signer') }], name: null },
  }
}
