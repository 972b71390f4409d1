import { testMethods } from '@phaodai/vocabulary'
import { body, code, date, defineRegister, listOf, number, text, yesNo } from './kit/index.ts'

/**
 * A laboratory that tests specimens: how many a day, from which day on, by which methods. Only licensed ones may confirm
 * (`confirms`). Posts that act for `bodyId` work in it.
 */
export const laboratory = defineRegister('laboratory', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    bodyId: body(),
    confirms: yesNo({ required: true }),
    licence: text({ max: 200 }),
    capacities: listOf({ fromOn: date({ required: true }), perDay: number({ required: true, min: 1, max: 100_000 }) }),
    methods: listOf({ method: code(testMethods, { required: true }), fromOn: date() }),
    address: text({ max: 300, search: true }),
    phone: text({ max: 30 }),
  },
  open: true,
  states: ['active', 'closed'],
  actions: {
    'close': { from: ['active'], to: 'closed', by: ['health'], reason: true },
    'reopen': { from: ['closed'], to: 'active', by: ['health'] },
  },
  list: ['name', 'areaId', 'confirms', 'capacities', 'methods', 'state'],
  filters: ['areaId', 'state', 'confirms'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'laboratory'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: [], void: ['health'],
  },
})
