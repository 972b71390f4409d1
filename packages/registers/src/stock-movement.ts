import { area, code, date, defineRegister, number, reference, text } from './kit/index.ts'

/**
 * Goods in, out of, or between the stores of two areas: a voucher, so its figures are fixed and a mistake is voided.
 * What is in store stands in stock_balance, kept by the stock folder in the same transaction and never below zero.
 */
export const stockMovement = defineRegister('stock_movement', {
  title: 'voucher',
  fields: {
    voucher: text({ required: true, max: 60, search: true }),
    direction: code(['in', 'out', 'transfer'], { required: true, fixed: true }),
    itemId: reference('supply_item', { required: true, fixed: true }),
    quantity: number({ required: true, fixed: true, min: 0.001, decimals: 3 }),
    movedOn: date({ required: true }),
    toAreaId: area({ fixed: true }),
    source: code(['budget', 'donation', 'higher-level', 'transfer', 'other']),
    lot: text({ max: 60, search: true }),
    expiresOn: date(),
    note: text({ max: 1000, search: true }),
    carrierName: text({ max: 120, sensitive: true }),
    carrierPhone: text({ max: 30, sensitive: true }),
  },
  areas: ['toAreaId'],
  states: ['recorded', 'received'],
  actions: {
    // Goods on the way enter the other store when that side says so.
    'receive': { from: ['recorded'], to: 'received', by: ['officer', 'health', 'clerk'], at: 'toAreaId' },
  },
  list: ['voucher', 'direction', 'itemId', 'quantity', 'areaId', 'toAreaId', 'movedOn', 'state'],
  filters: ['areaId', 'itemId', 'direction', 'movedOn', 'state'],
  order: 'movedOn',
  phones: false,
  enteredWith: ['home_duty.give'],
  may: {
    read: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    create: ['clerk', 'officer', 'health'],
    update: ['clerk', 'officer', 'health'],
    import: ['clerk', 'officer', 'health'],
    export: ['leader', 'province-leader', 'clerk', 'officer', 'health', 'inspector'],
    reveal: ['officer', 'health'],
    void: ['officer', 'health'],
  },
})
