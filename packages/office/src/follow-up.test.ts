import { symptoms } from '@phaodai/vocabulary'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isIll, readVisit, unsampledIllness, visitLine, watchDays } from './follow-up.ts'

const visit = (onDay: string, illAt: string | null = null, sampledAt: string | null = null) => ({ onDay, illAt, sampledAt })

test('who was listed at 22:10 on 10 August is to be seen from 11 August on; a day without a visit is missed once it is over', () => {
  const contact = { listedAt: '2021-08-10T22:10:00+07:00', watchUntil: '2021-08-15', visits: [visit('2021-08-11'), visit('2021-08-13', '2021-08-13T08:00:00+07:00')] }
  expect(watchDays(contact, '2021-08-14').map(({ day, mark }) => `${day.slice(8)} ${mark}`)).toEqual(['11 well', '12 missed', '13 ill', '14 due', '15 coming'])
})

test('listed after midnight in Vietnam is listed on that day, whatever the day in Greenwich', () => {
  expect(watchDays({ listedAt: '2021-08-10T17:30:00Z', watchUntil: '2021-08-12', visits: [] }, '2021-08-11')).toEqual([{ day: '2021-08-12', mark: 'coming' }])
})

test('a visit on the day of listing stands on the strip, and one after the last day; without a last day the strip ends today', () => {
  const early = { listedAt: '2021-08-10T08:00:00+07:00', watchUntil: '2021-08-11', visits: [visit('2021-08-10'), visit('2021-08-12')] }
  expect(watchDays(early, '2021-08-13').map(({ day, mark }) => `${day.slice(8)} ${mark}`)).toEqual(['10 well', '11 missed', '12 well'])
  expect(watchDays({ ...early, watchUntil: null, visits: [] }, '2021-08-12').map(({ mark }) => mark)).toEqual(['missed', 'due'])
})

test('37.4 °C without a symptom is no illness, 37.5 is, and any symptom is', () => {
  expect([isIll({ temperature: 37.4, symptoms: [] }), isIll({ temperature: 37.5, symptoms: [] }), isIll({ temperature: null, symptoms: ['cough'] }), isIll({ temperature: null, symptoms: [] })]).toEqual([false, true, true, false])
})

test('an illness asks for one sample; a new one after a day without symptoms for another; one that passed unsampled still asks', () => {
  const [at, sampled] = ['2021-08-13T08:00:00Z', '2021-08-13T10:00:00Z']
  expect(unsampledIllness([visit('11'), visit('13', at)])).toMatchObject({ onDay: '13' })
  expect(unsampledIllness([visit('13', at, sampled), visit('14', at)])).toBeNull()
  expect(unsampledIllness([visit('13', at, sampled), visit('14'), visit('15', at)])).toMatchObject({ onDay: '15' })
  expect(unsampledIllness([visit('13', at), visit('14')])).toMatchObject({ onDay: '13' })
  expect(unsampledIllness([visit('11')])).toBeNull()
})

test('a day is typed as one line: degrees, symptoms, and what is left as a note', () => {
  expect(readVisit('38,2; ho, Đau họng')).toEqual({ temperature: 38.2, symptoms: ['cough', 'sore-throat'], note: null })
  expect(readVisit('sốt và ho')).toEqual({ temperature: null, symptoms: ['fever', 'cough'], note: null })
  expect(readVisit('36.7 độ; đang ở nhà mẹ')).toEqual({ temperature: 36.7, symptoms: [], note: 'đang ở nhà mẹ' })
  expect(readVisit('sốt nhẹ')).toEqual({ temperature: null, symptoms: [], note: 'sốt nhẹ' })
  expect(readVisit('')).toEqual({ temperature: null, symptoms: [], note: null })
})

test('a house number, a date and an hour are no temperature', () => {
  expect(['số nhà 362', 'hẹn 2/38', 'ngõ 36/4', '38h'].map((line) => readVisit(line).temperature)).toEqual([null, null, null, null])
})

test('a day is written as a line that reads back the same', () => {
  const note = fc.constantFrom(null, 'đã uống hạ sốt', 'hẹn gọi lại buổi chiều')
  const degrees = fc.option(fc.integer({ min: 340, max: 429 }).map((tenths) => tenths / 10))
  fc.assert(fc.property(degrees, fc.uniqueArray(fc.constantFrom(...symptoms)), note, (temperature, found, said) => {
    expect(readVisit(visitLine({ temperature, symptoms: found, note: said }))).toEqual({ temperature, symptoms: found, note: said })
  }))
})
