import { treatmentTiers } from '@phaodai/vocabulary'
import { code, date, defineRegister, number, reference, text } from './kit/index.ts'

/** What a count of a day is of: the beds of a facility by tier, without one of quarantine; the cases at home and the teams of a commune. */
export const careCounts = ['quarantine', ...treatmentTiers, 'home', 'teams'] as const

const counted = number({ required: true, min: 0, max: 1_000_000 })

/**
 * What stood at the end of a day, counted while the day lasts and kept when it is over: beds and who lies in them, cases at home and those who
 * were called, teams and those that are ready. Counts of now have no yesterday; this register gives them one. See docs/adr/0067.
 */
export const careDay = defineRegister('care_day', {
  title: 'what',
  fields: {
    what: code(careCounts, { required: true, fixed: true }),
    facilityId: reference('facility', { fixed: true }),
    countedOn: date({ required: true, fixed: true }),
    total: counted,
    done: counted,
    free: counted,
    note: text({ max: 300 }),
  },
  states: ['counted', 'confirmed'],
  actions: { confirm: { from: ['counted'], to: 'confirmed', by: ['health'] } },
  list: ['what', 'areaId', 'facilityId', 'countedOn', 'total', 'done', 'free'],
  filters: ['areaId', 'what', 'countedOn'],
  order: 'countedOn',
  phones: false,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: [], void: ['health'],
  },
})
