import { riskClasses } from '@phaodai/vocabulary'
import { code, date, defineRegister, entry, reference, text } from './kit/index.ts'

/**
 * A case cared for at home (F0 tại nhà) under its order of isolation, by a mobile station: `riskClass` as the dated rule `riskRule` said on the
 * day it was last weighed. Health twice a day stands on the order, calls and kits beside this record (home-care). It ends with the order.
 */
export const homeCare = defineRegister('home_care', {
  title: 'riskClass',
  fields: {
    diseaseCode: entry('disease', { required: true, fixed: true }),
    individualId: reference('individual', { fixed: true }),
    orderId: reference('isolation_order', { fixed: true }),
    caseId: reference('disease_case', { fixed: true }),
    teamId: reference('response_team'),
    riskClass: code(riskClasses, { required: true }),
    riskRule: text({ max: 300 }),
    startedOn: date({ required: true, fixed: true }),
    endedOn: date(),
    note: text({ max: 500 }),
  },
  states: ['in_care', 'referred', 'completed', 'ended'],
  actions: {
    'refer': { from: ['in_care'], to: 'referred', by: ['health'], apart: true },
    'complete': { from: ['in_care'], to: 'completed', by: ['health'], apart: true },
    'end': { from: ['in_care'], to: 'ended', by: ['health'], reason: true, apart: true },
  },
  list: ['riskClass', 'areaId', 'teamId', 'startedOn', 'endedOn', 'state'],
  filters: ['areaId', 'state', 'riskClass', 'teamId', 'startedOn'],
  order: 'startedOn',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health'], reveal: ['health'], void: ['health'],
  },
})
