import { code, defineRegister, number, text, yesNo } from './kit/index.ts'

/** An article kept in stock: the province's catalogue, read by all, so that one name means one article everywhere. */
export const supplyItem = defineRegister('supply_item', {
  title: 'name',
  fields: {
    name: text({ required: true, search: true }),
    code: text({ max: 40, search: true }),
    category: code(['medicine', 'biological', 'chemical', 'consumable', 'equipment', 'protective', 'oxygen'], { required: true }),
    unit: text({ required: true, max: 40 }),
    safetyStock: number({ decimals: 3 }),
    /** Handed out to cases cared for at home: a medicine pack, an oximeter. */
    homeKit: yesNo(),
    note: text({ max: 1000, search: true }),
  },
  open: true,
  states: ['in_use', 'retired'],
  actions: {
    'retire': { from: ['in_use'], to: 'retired', by: ['officer', 'health'], reason: true },
    'restore': { from: ['retired'], to: 'in_use', by: ['officer', 'health'] },
  },
  list: ['name', 'code', 'category', 'unit', 'safetyStock', 'state'],
  filters: ['state', 'category'],
  order: 'createdAt',
  phones: true,
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'village', 'inspector'],
    create: ['officer', 'health'],
    update: ['officer', 'health'],
    import: ['officer', 'health'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    reveal: [],
    void: ['officer', 'health'],
  },
})
