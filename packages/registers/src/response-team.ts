import { teamKinds } from '@phaodai/vocabulary'
import { body, code, defineRegister, instant, reference, text } from './kit/index.ts'

/**
 * A team that is sent out (QĐ 4042/QĐ-BYT): a mobile health station or a team on call, run by `bodyId`, at home in `areaId`. Who is in it,
 * where it was sent and when it must rest stand beside it (response-teams); the steps are acts of that folder, which ask for more than a reason.
 */
export const responseTeam = defineRegister('response_team', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 120, search: true }),
    kind: code(teamKinds, { required: true }),
    bodyId: body(),
    facilityId: reference('facility'),
    phone: text({ max: 30 }),
    decision: text({ max: 200 }),
    restUntil: instant(),
    note: text({ max: 1000 }),
  },
  open: true,
  states: ['forming', 'ready', 'dispatched', 'resting', 'disbanded'],
  actions: {
    'make-ready': { from: ['forming'], to: 'ready', by: ['health'], apart: true },
    'dispatch': { from: ['ready'], to: 'dispatched', by: ['health', 'leader', 'province-leader'], apart: true },
    'return': { from: ['dispatched'], to: 'resting', by: ['health'], apart: true },
    'recall': { from: ['dispatched'], to: 'ready', by: ['health', 'leader', 'province-leader'], apart: true },
    'end-rest': { from: ['resting'], to: 'ready', by: ['health'], apart: true },
    'disband': { from: ['forming', 'ready', 'resting'], to: 'disbanded', by: ['health'], reason: true },
  },
  list: ['name', 'areaId', 'kind', 'bodyId', 'state', 'restUntil'],
  filters: ['areaId', 'state', 'kind'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader'],
    create: ['health'], update: ['health'], import: ['health'], export: ['health', 'leader', 'province-leader'], reveal: ['health'], void: ['health'],
  },
})
