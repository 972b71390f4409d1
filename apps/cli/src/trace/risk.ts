import { exposureRisk, type ExposureWindow, type RiskConfiguration } from '@phaodai/contact-tracing'
import type { Input } from './kinds.ts'
import type { Answer } from './options.ts'

type RiskInput = Extract<Input, { kind: 'risk' }>

const expectedName = (name: string): string => `exp${name[0]!.toUpperCase()}${name.slice(1)}`

/** The risk of each case of a file of exposure windows; where the file says what is expected, which values differ. */
export function traceRisk({ file }: RiskInput): Answer {
  const rows = file.testCases.map((test, index) => {
    const configuration = (test.riskCalculationConfiguration ?? file.defaultRiskCalculationConfiguration) as RiskConfiguration
    const risk = exposureRisk(configuration, (test.exposureWindows ?? []) as ExposureWindow[])
    const differs = Object.entries(risk).filter(([name, value]) => expectedName(name) in test && (test[expectedName(name)] ?? null) !== value).map(([name]) => name)
    return { case: index + 1, description: test.description ?? null, ...risk, differs: differs.join(' ') }
  })
  const wrong = rows.filter(({ differs }) => differs !== '').length
  return {
    json: { kind: 'risk', cases: rows.map(row => ({ ...row, differs: row.differs === '' ? [] : row.differs.split(' ') })) },
    tables: { risk: { columns: Object.keys(rows[0] ?? {}), rows } },
    first: 'risk',
    remarks: [`${rows.length} ca, ${wrong} ca khác giá trị ghi trong tệp.`],
  }
}
