import { body, code, date, defineRegister, text } from './kit/index.ts'

/**
 * A checkpoint on a way in: under whose decision, who keeps it, from when to when. Where it stands is told in words ("quốc lộ 4B,
 * đầu cầu"); the register holds no coordinates, and nothing of paths over the border or of forces.
 */
export const checkpoint = defineRegister('checkpoint', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: code(['province', 'district', 'commune', 'border'], { required: true }),
    stands: text({ max: 300, search: true }),
    decision: text({ required: true, max: 200 }),
    keeperId: body(),
    fromOn: date({ required: true }),
    toOn: date(),
    note: text({ max: 1000 }),
  },
  states: ['active', 'paused', 'closed'],
  actions: {
    'pause': { from: ['active'], to: 'paused', by: ['officer', 'leader'], reason: true },
    'resume': { from: ['paused'], to: 'active', by: ['officer', 'leader'] },
    'close': { from: ['active', 'paused'], to: 'closed', by: ['officer', 'leader'], reason: true },
  },
  list: ['name', 'kind', 'areaId', 'stands', 'keeperId', 'fromOn', 'toOn', 'state'],
  filters: ['areaId', 'state', 'kind', 'fromOn'],
  order: 'fromOn',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'inspector'],
    create: ['officer'], update: ['officer'], import: ['officer'], export: ['health', 'officer', 'leader', 'province-leader'], reveal: [], void: ['officer'],
  },
})
