import { gatheringKinds } from '@phaodai/vocabulary'
import { code, defineRegister, instant, number, text } from './kit/index.ts'

/**
 * An event or gathering: registered, then decided by the level in force and by the measures of zones on its day, with the sentence
 * why kept beside it (`gathering_decision`, apps/server/src/gatherings).
 */
export const gathering = defineRegister('gathering', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: code(gatheringKinds, { required: true, fixed: true }),
    startsAt: instant({ required: true }),
    endsAt: instant(),
    expected: number({ required: true, min: 1, max: 1_000_000 }),
    setting: code(['indoor', 'outdoor'], { required: true }),
    place: text({ max: 300, search: true }),
    organiser: text({ max: 200, sensitive: true }),
    phone: text({ max: 30, sensitive: true }),
  },
  states: ['registered', 'allowed', 'conditional', 'refused', 'checked', 'cancelled'],
  actions: {
    'allow': { from: ['registered'], to: 'allowed', by: ['leader', 'province-leader'], apart: true },
    'limit': { from: ['registered'], to: 'conditional', by: ['leader', 'province-leader'], apart: true },
    'refuse': { from: ['registered'], to: 'refused', by: ['leader', 'province-leader'], apart: true },
    'check': { from: ['allowed', 'conditional'], to: 'checked', by: ['officer', 'health', 'inspector'], reason: true },
    'cancel': { from: ['registered', 'allowed', 'conditional'], to: 'cancelled', by: ['officer', 'clerk', 'leader', 'province-leader'], reason: true },
  },
  list: ['name', 'kind', 'areaId', 'startsAt', 'expected', 'state'],
  filters: ['areaId', 'state', 'kind', 'startsAt'],
  order: 'startsAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'],
    create: ['officer', 'clerk', 'health'], update: ['officer', 'clerk', 'health'], import: ['officer', 'clerk'], export: ['officer', 'clerk', 'health', 'leader', 'province-leader', 'inspector'], reveal: ['officer', 'clerk', 'inspector'], void: ['officer', 'clerk'],
  },
})
