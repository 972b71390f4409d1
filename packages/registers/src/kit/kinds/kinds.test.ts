import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { area, code, date, instant, listOf, number, place, reference, text, yesNo, type Field, type Words } from '../index.ts'

const labels: Record<string, string> = { 'word-of-mouth': 'Truyền miệng', 'press': 'Báo, đài' }
const words: Words = {
  label: (value) => labels[value] ?? value,
  nameOf: (_, id) => (id === 7 ? 'Xã Bính Xá' : null),
  find: (_, written) => (written === 'Xã Bính Xá' ? { id: 7 } : written === 'Thôn 1' ? 'ambiguous' : 'unknown'),
  part: () => words,
}

describe('what people write in a spreadsheet', () => {
  const cases: [string, Field, string, unknown][] = [
    ['a number with thousands and decimals', number({ decimals: 1 }), '1.234,5', 1234.5],
    ['a number without dots', number({ decimals: 3 }), '1234,125', 1234.125],
    ['a number with blanks between thousands', number(), '12 345', 12_345],
    ['a short day', date(), '2/9/2021', '2021-09-02'],
    ['a padded day', date(), '02/09/2021', '2021-09-02'],
    ['a day with dashes', date(), '02-09-2021', '2021-09-02'],
    ['an instant in Vietnam’s time', instant(), '05/08/2021 00:30', '2021-08-04T17:30:00.000Z'],
    ['an hour the Vietnamese way', instant(), '5/8/2021 14h30', '2021-08-05T07:30:00.000Z'],
    ['an hour alone', instant(), '5/8/2021 14h', '2021-08-05T07:00:00.000Z'],
    ['yes', yesNo(), 'Có', true], ['yes without mark', yesNo(), 'co', true], ['a cross', yesNo(), 'x', true], ['no', yesNo(), 'Không', false],
    ['a code by label, marks apart', code(['word-of-mouth', 'press']), 'truyen mieng', 'word-of-mouth'],
    ['a code as stored', code(['word-of-mouth', 'press']), 'press', 'press'],
    ['an area by name', area(), ' Xã Bính Xá ', 7],
    ['a position', place(), '21.5441, 107.1018', { lat: 21.5441, lon: 107.1018 }],
    ['text in another normal form', text(), 'Bi\u0301nh Xa\u0301'.normalize('NFD'), 'Bính Xá'],
    ['rows of a list', listOf({ finding: text({ required: true }), deadline: date() }), 'Thiếu khẩu trang | 10/08/2021\nKhông có sổ', [
      { finding: 'Thiếu khẩu trang', deadline: '2021-08-10' }, { finding: 'Không có sổ', deadline: null }]],
    ['nothing', number(), '  ', null],
  ]
  test.each(cases)('%s is read', (_, field, written, value) => {
    expect(field.fromText(written, words)).toEqual({ value })
  })

  const faults: [string, Field, string, string][] = [
    ['1.5 could be fifteen', number({ decimals: 2 }), '1.5', 'not-a-number'],
    ['words for a number', number(), 'mười', 'not-a-number'],
    ['too many decimals', number({ decimals: 1 }), '1,25', 'too-precise'],
    ['a number beyond its range', number({ min: 1, max: 9 }), '10', 'out-of-range'],
    ['a day the calendar lacks', date(), '31/2/2021', 'not-a-date'],
    ['a day without its year', date(), '5/8', 'not-a-date'],
    ['an hour the clock lacks', instant(), '5/8/2021 25:00', 'not-an-instant'],
    ['an unknown code', code(['press']), 'chim', 'unknown-code'],
    ['an unknown name', area(), 'Xã Không Có', 'unknown-name'],
    ['a name of several', area(), 'Thôn 1', 'ambiguous-name'],
    ['a long text', text({ max: 3 }), 'dài quá', 'too-long'],
    ['a position off the globe', place(), '91, 0', 'not-a-place'],
    ['nothing where something is needed', date({ required: true }), ' ', 'required'],
    ['a part of a list', listOf({ on: date() }), '31/2/2021', 'not-a-date'],
    ['a list row with too many parts', listOf({ on: date() }), '1/2/2021 | x', 'wrong-shape'],
  ]
  test.each(faults)('%s is a fault', (_, field, written, fault) => {
    expect(field.fromText(written, words)).toEqual({ fault })
  })
})

test('a number that is no quantity is written without dots, and read either way', () => {
  const year = number({ min: 1880, max: 2199, plain: true })
  expect(year.toText(1985, words)).toBe('1985')
  for (const written of ['1985', '1.985']) expect(year.fromText(written, words)).toEqual({ value: 1985 })
  expect(number().toText(1985, words)).toBe('1.985')
})

describe('any value', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10))
  const minutes = fc.integer({ min: -30_000_000, max: 90_000_000 }).map((minute) => new Date(minute * 60_000).toISOString())
  const kinds: [string, Field, fc.Arbitrary<unknown>][] = [
    ['text', text(), fc.string({ minLength: 1, maxLength: 100 }).map((each) => each.normalize('NFC').trim()).filter((each) => each !== '')],
    ['number', number({ min: -1e9, max: 1e9, decimals: 3 }), fc.integer({ min: -1e12, max: 1e12 }).map((n) => n / 1000)],
    ['date', date(), days],
    ['instant', instant(), minutes],
    ['code', code(['word-of-mouth', 'press']), fc.constantFrom('word-of-mouth', 'press')],
    ['yes-no', yesNo(), fc.boolean()],
    ['place', place(), fc.record({ lat: fc.integer({ min: -9e6, max: 9e6 }), lon: fc.integer({ min: -18e6, max: 18e6 }) }).map(({ lat, lon }) => ({ lat: lat / 1e5, lon: lon / 1e5 }))],
    ['list', listOf({ on: date({ required: true }), many: number() }), fc.array(fc.record({ on: days, many: fc.option(fc.nat(), { nil: null }) }), { minLength: 1, maxLength: 5 })],
  ]
  test.each(kinds)('of kind %s, written out, is read back', (_, field, values) => {
    fc.assert(fc.property(values, (value) => {
      expect(field.fromText(field.toText(value, words), words)).toEqual({ value })
    }))
  })

  test.each([...kinds, ['reference', reference('rumour'), fc.anything()]] as [string, Field, unknown][])('text read as %s gives a value that passes its own check, or a fault', (_, field) => {
    fc.assert(fc.property(fc.string(), (written) => {
      const reading = field.fromText(written, words)
      if ('value' in reading && reading.value !== null) expect(field.check.safeParse(reading.value).success).toBe(true)
    }))
  })
})
