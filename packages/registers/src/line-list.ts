import { diseaseCase } from './disease-case.ts'
import { individual } from './individual.ts'
import type { Register } from './kit/index.ts'

function part(register: Register, names: readonly string[]): Register {
  return { ...register, fields: Object.fromEntries(Object.entries(register.fields).filter(([name]) => names.includes(name))) }
}

/** What a line of a line list tells of the person. A birth column may hold a whole day or a year alone. */
export const listedPerson = part(individual, ['fullName', 'sex', 'birthOn', 'birthYear', 'identityNumber', 'oldIdentityNumber', 'phone', 'address', 'ethnicity', 'nationality', 'occupation', 'workplace'])

/** What it tells of the case. Links to persons, outbreaks and other cases are no columns: they are set on the case. */
export const listedCase = part(diseaseCase, [
  'code', 'diseaseCode', 'classification', 'classReason', 'detectedAs', 'detectionAreaId', 'diagnosedAt', 'onsetOn', 'severity', 'vaccinated', 'doses', 'sampledOn', 'testKind', 'testResult', 'resultOn',
  'care', 'facility', 'admittedOn', 'outcomeOn', 'systemId', 'systemEnteredAt', 'note', 'reporterName', 'reporterPhone',
])

/** Every column a line list may have, by the part whose word it bears; the commune or village of residence stands with the person. */
export const lineListFields: readonly { part: Register; name: string }[] = [
  ...['fullName', 'sex', 'birthOn', 'birthYear', 'identityNumber', 'oldIdentityNumber', 'phone', 'areaId', 'address', 'occupation', 'workplace', 'ethnicity', 'nationality'].map((name) => ({ part: listedPerson, name })),
  ...Object.keys(listedCase.fields).map((name) => ({ part: listedCase, name })),
]

/** Columns that may be said once for the whole list where it has no such column. */
export const lineListConstants = ['diseaseCode', 'areaId', 'classification'] as const

/** Columns without which a line cannot be taken. */
export const lineListRequired = ['fullName', 'sex', 'areaId', 'diseaseCode', 'classification', 'diagnosedAt'] as const
