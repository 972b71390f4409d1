import { COVID19_2021, type Exposure } from '@phaodai/contact-tracing'
import { expect, test } from 'vitest'
import { tellFound, type Known } from './tell.ts'

const [from, to] = [Date.parse('2021-08-09T08:00:00+07:00'), Date.parse('2021-08-09T08:45:00+07:00')]
const stay = { kind: 'visit', n: 1, placeId: 'p', from, to, isMasked: true, minutes: null, note: null } as const
const meeting = { kind: 'visit', source: 0, sourceTier: 1, from, to, place: 0, stays: { own: 0, other: 0 }, isAssumed: false } as unknown as Exposure
const person = (n: number, individualId: string | null, name: string | null) => [n, { n, individualId, name, birthYear: null, phone: null, residence: 'Xã Khác', residenceAreaId: 1 }] as const
const known: Known = {
  answer: { reached: [], tiers: [], hidden: [], keptOut: [], casual: 0, places: ['p'], stays: [stay], named: [], listed: new Set() },
  people: new Map([person(1, 'a', 'Hoàng Thị Gặp'), person(2, 'b', 'Lý Văn Sau'), person(3, null, null)]), places: new Map([['p', { id: 'p', name: 'Chợ Thử', area: 'Xã Thử' }]]),
  profile: COVID19_2021, requestedAt: from, now: from, sourceTier: 0,
}

test('the sentence names who was met, but not where it leaves with a referral', () => {
  expect(tellFound(known, { n: 2, tier: 2, exposures: [meeting] }).why).toContain('F1 Hoàng Thị Gặp')
  const referred = tellFound(known, { n: 3, tier: 2, exposures: [meeting] })
  expect(referred).toMatchObject({ elsewhere: true })
  expect(referred.why).toContain('Chợ Thử')
  expect(referred.why).not.toContain('Hoàng')
})
