import { zoneKinds } from '@phaodai/vocabulary'
import { code, date, defineRegister, entry, reference, text } from './kit/index.ts'

/**
 * A zone (khu phong tỏa, khu vực giãn cách): a legal object. What it covers, its measures, decisions and duties stand beside it
 * (apps/server/src/zones); it comes into force, changes and is lifted by a decision of the competent committee alone. Its name is
 * printed in the decision and told to everybody, so it names nobody.
 */
export const zone = defineRegister('zone', {
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true }),
    kind: code(zoneKinds, { required: true, fixed: true }),
    diseaseCode: entry('disease', { required: true, fixed: true }),
    outbreakId: reference('outbreak'),
    fromOn: date({ required: true }),
    untilOn: date(),
    boundary: text({ max: 1000 }),
    grounds: text({ max: 2000, search: true }),
  },
  states: ['draft', 'proposed', 'in_force', 'lifted'],
  actions: {
    'propose': { from: ['draft'], to: 'proposed', by: ['health', 'officer', 'clerk'], apart: true },
    'send-back': { from: ['proposed'], to: 'draft', by: ['officer', 'clerk', 'leader', 'province-leader'], reason: true, apart: true },
    'enforce': { from: ['proposed'], to: 'in_force', by: ['clerk', 'leader', 'province-leader'], apart: true },
    'lift': { from: ['in_force'], to: 'lifted', by: ['clerk', 'leader', 'province-leader'], apart: true },
  },
  list: ['name', 'kind', 'areaId', 'fromOn', 'untilOn', 'state'],
  filters: ['areaId', 'state', 'kind', 'diseaseCode', 'fromOn'],
  order: 'fromOn',
  phones: true,
  may: {
    read: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'],
    create: ['health', 'officer', 'clerk'], update: ['health', 'officer', 'clerk'], import: ['health', 'officer', 'clerk'], export: ['health', 'officer', 'leader', 'province-leader', 'clerk', 'inspector'], reveal: [], void: ['health', 'officer', 'clerk'],
  },
})
