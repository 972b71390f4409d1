import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBack, investigationWindow, joinStays, readStay, readTime, stayLine, staysOf, type Stay } from './investigation.ts'

const COVID = { incubationMaxDays: 14, infectiousFromDays: -2, infectiousToDays: 10 }

describe('the window of an investigation', () => {
  test('goes back by the longest incubation from onset and ends with the diagnosis', () => {
    // onset 1 August, 14 days of incubation: from 18 July; infectious two days before onset
    expect(investigationWindow({ onsetOn: '2021-08-01', sampledOn: '2021-08-03', diagnosedOn: '2021-08-04' }, COVID))
      .toEqual({ from: '2021-07-18', to: '2021-08-04', infectiousFrom: '2021-07-30', infectiousTo: '2021-08-04', anchor: 'onset', assumed: false, cut: false })
  })
  test('without onset is reckoned from the sample, without a sample from the diagnosis', () => {
    expect(investigationWindow({ onsetOn: null, sampledOn: '2021-08-03', diagnosedOn: '2021-08-04' }, COVID)).toMatchObject({ from: '2021-07-20', anchor: 'sample' })
    expect(investigationWindow({ onsetOn: null, sampledOn: null, diagnosedOn: '2021-08-04' }, COVID)).toMatchObject({ from: '2021-07-21', anchor: 'diagnosis' })
  })
  test('takes the form’s fourteen days where the disease’s row says nothing, and says so', () => {
    expect(investigationWindow({ onsetOn: '2021-08-15', sampledOn: null, diagnosedOn: '2021-08-15' }, null)).toMatchObject({ from: '2021-08-01', infectiousFrom: null, assumed: true })
  })
  test('of a disease of years is cut at ninety days, and says so', () => {
    expect(investigationWindow({ onsetOn: '2021-08-01', sampledOn: null, diagnosedOn: '2021-08-01' }, { incubationMaxDays: 730, infectiousFromDays: null, infectiousToDays: null })).toMatchObject({ from: '2021-05-03', cut: true })
    expect(investigationWindow({ onsetOn: '2021-08-01', sampledOn: null, diagnosedOn: '2021-08-01' }, { incubationMaxDays: 90, infectiousFromDays: null, infectiousToDays: null })).toMatchObject({ from: '2021-05-03', cut: false })
    expect(investigationWindow({ onsetOn: '2021-08-01', sampledOn: null, diagnosedOn: '2021-08-01' }, { incubationMaxDays: 14, infectiousFromDays: -365, infectiousToDays: null })).toMatchObject({ from: '2021-05-03', infectiousFrom: '2020-08-01', cut: true })
  })
  test('lists its days backwards, both ends among them', () => {
    expect(daysBack({ from: '2021-07-30', to: '2021-08-02' })).toEqual(['2021-08-02', '2021-08-01', '2021-07-31', '2021-07-30'])
  })
})

describe('a stay typed as one line', () => {
  test('is read with hours, place, deed, people, transport and mask', () => {
    expect(readStay('7h30-9h Chợ Kỳ Lừa; mua rau; với chị Lan; xe máy; khẩu trang')).toEqual({ stay: { from: '07:30', to: '09:00', place: 'Chợ Kỳ Lừa', doing: 'mua rau', people: 'chị Lan', transport: 'motorbike', masked: 'yes' } })
    expect(readStay('0730-0915 Trạm y tế xã; Không đeo khẩu trang')).toMatchObject({ stay: { from: '07:30', to: '09:15', place: 'Trạm y tế xã', masked: 'no' } })
    expect(readStay('19:00 nhà ông Mẫu')).toMatchObject({ stay: { from: '19:00', to: null, place: 'nhà ông Mẫu' } })
    expect(readStay('Ở nhà')).toEqual({ stay: { from: null, to: null, place: 'Ở nhà', doing: null, people: null, transport: null, masked: null } })
  })
  test('takes no house number for an hour', () => {
    expect(readStay('123 Trần Phú; ăn sáng')).toMatchObject({ stay: { from: null, place: '123 Trần Phú', doing: 'ăn sáng' } })
    expect(readStay('12-15 Lê Lợi')).toMatchObject({ stay: { from: null, place: '12-15 Lê Lợi' } })
    expect(readStay('25h chợ')).toMatchObject({ stay: { from: null, place: '25h chợ' } })
  })
  test('is refused without a place, or when it ends before it begins', () => {
    expect(readStay('  ')).toEqual({ fault: 'no-place' })
    expect(readStay('7h ; mua rau')).toMatchObject({ stay: { place: 'mua rau', from: '07:00' } })
    expect(readStay('9h-7h Chợ')).toEqual({ fault: 'time-order' })
    expect(readStay('x'.repeat(201))).toEqual({ fault: 'too-long' })
  })
  test('is written as a line that reads back the same', () => {
    const word = fc.stringMatching(/^[a-zđ][a-zđ ]{0,20}[a-zđ]$/).filter((text) => text.trim() === text)
    const hour = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
    const free = (taken: string): boolean => { const read = readStay(`nơi; ${taken}`); return 'stay' in read && read.stay.doing === taken }
    fc.assert(fc.property(word, fc.option(word.filter(free)), fc.option(word), fc.option(fc.tuple(hour, fc.option(hour))), fc.constantFrom(null, 'walk', 'bus', 'other'), fc.constantFrom(null, 'yes', 'no', 'unknown'), (place, doing, people, times, transport, masked) => {
      const [a, b] = times ?? [null, null]
      const [from, to] = a !== null && b !== null && b < a ? [b, a] : [a, b]
      const stay = { from, to, place, doing, people, transport, masked }
      expect(readStay(stayLine(stay))).toEqual({ stay })
    }))
  })
  test('stands among the stays of its day by its hour', () => {
    const stays = [{ day: '2021-08-01', from: null }, { day: '2021-08-01', from: '09:00' }, { day: '2021-08-02', from: '06:00' }, { day: '2021-08-01', from: '07:30' }]
    expect(staysOf(stays, '2021-08-01').map(({ from }) => from)).toEqual(['07:30', '09:00', null])
  })
  test('reads hours as people write them', () => {
    expect(['7h', '7h30', '07:30', '730', '0730', '7g15', '24h', '7h75', 'abc', ''].map(readTime)).toEqual(['07:00', '07:30', '07:30', '07:30', '07:30', '07:15', null, null, null, null])
  })
})

describe('two who write at once', () => {
  const stay = (place: string): Stay => ({ day: '2021-08-01', place, doing: null, from: null, to: null, people: null, transport: null, masked: null })
  const places = (stays: readonly Stay[]): string[] => stays.map(({ place }) => place)
  test('are joined: what either added stands, what either took out is gone, what both added stands once', () => {
    const base = [stay('chợ'), stay('nhà'), stay('trường')]
    const mine = [stay('chợ'), stay('trường'), stay('trạm'), stay('đình')] // took out nhà, added trạm and đình
    const theirs = [stay('chợ'), stay('nhà'), stay('đình'), stay('quán')] // took out trường, added đình and quán
    expect(places(joinStays(base, mine, theirs)).toSorted()).toEqual(['chợ', 'quán', 'trạm', 'đình'])
  })
  test('leave it as it is when one of them changed nothing', () => {
    const [base, more] = [[stay('chợ')], [stay('chợ'), stay('nhà')]]
    expect([joinStays(base, base, more), joinStays(base, more, base)]).toEqual([more, more])
  })
})
