import { code, date, defineRegister, number, text } from './kit/index.ts'

/** Occupations as the official case form groups them. */
export const occupations = ['worker', 'farmer', 'pupil', 'child', 'health-worker', 'office', 'service', 'trader', 'driver', 'freelance', 'home', 'other'] as const

/**
 * A person of the population (WHO: person): one record, to which cases, contacts, samples and doses refer. Officials with
 * accounts are another noun (`person`). What tells who it is, is sensitive; the rest shows a pseudonym, `code`. Two records
 * of one person are merged in the people folder, never by hand: the state `merged` needs a surviving record.
 */
export const individual = defineRegister('individual', {
  title: 'code',
  fields: {
    code: text({ fixed: true, max: 40, search: true }),
    fullName: text({ required: true, max: 120, sensitive: true }),
    sex: code(['male', 'female', 'unknown'], { required: true }),
    birthYear: number({ min: 1880, max: 2199, plain: true }),
    birthOn: date({ sensitive: true }),
    identityNumber: text({ max: 40, sensitive: true }),
    oldIdentityNumber: text({ max: 40, sensitive: true }),
    phone: text({ max: 40, sensitive: true }),
    address: text({ max: 300, sensitive: true }),
    ethnicity: text({ max: 60 }),
    nationality: text({ max: 60 }),
    occupation: code(occupations),
    workplace: text({ max: 200, sensitive: true }),
    diedOn: date(),
  },
  states: ['present', 'away', 'merged'],
  actions: {
    'go-away': { from: ['present'], to: 'away', by: ['health'], reason: true },
    'come-back': { from: ['away'], to: 'present', by: ['health'] },
    'merge': { from: ['present', 'away'], to: 'merged', by: ['health'], reason: true },
    'unmerge': { from: ['merged'], to: 'present', by: ['health'], reason: true },
  },
  list: ['code', 'areaId', 'sex', 'birthYear', 'occupation', 'state'],
  filters: ['areaId', 'state', 'sex', 'occupation'],
  order: 'createdAt',
  phones: true,
  bulk: true,
  enteredWith: ['disease_case.import'],
  may: {
    read: ['health', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
