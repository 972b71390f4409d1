import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockingKeys, compare, countNames, identityFaults, phoneDigits, readCard, readCitizenNumber, readName, readPerson, type Comparison, type PersonFacts } from './index.ts'

const codes = (a: PersonFacts, b: PersonFacts): string[] => compared(a, b).evidence.map(({ code }) => code)
const compared = (a: PersonFacts, b: PersonFacts): Comparison => compare(readPerson(a), readPerson(b))
const names = (a: string, b: string): string[] => codes({ name: a }, { name: b }).filter((code) => /^(family|middle|given|name)/.test(code)).sort()

describe('names', () => {
  const whole = ['family.same', 'given.same', 'middle.same']
  test.each([
    ['the other place of the tone', 'Nguyễn Thị Thuỷ', 'Nguyễn Thị Thủy', whole],
    ['the same with hoà, hòa', 'Lý Văn Hoà', 'Lý Văn Hòa', whole],
    ['y and i', 'Lý Văn Mỹ', 'Lí Văn Mĩ', whole],
    ['Telex left in, tone at the end', 'Nguyeenx Vawn Tuaans', 'Nguyễn Văn Tuấn', whole],
    ['Telex, tone inside the word', 'Nguyeexn Vawn Dduwcs', 'Nguyễn Văn Đức', whole],
    ['Telex, ươ by uow', 'Truwowng Thij Huwowngf', 'Trương Thị Hường', whole],
    ['VNI left in', 'Nguye6n4 Va8n Ddu71c'.replace('Ddu71c', 'D9u71c'), 'Nguyễn Văn Đức', whole],
    ['marks left out', 'NGUYEN VAN DUC', 'Nguyễn Văn Đức', ['family.unmarked', 'given.unmarked', 'middle.unmarked']],
    ['another tone', 'Nguyễn Văn Hùng', 'Nguyễn Văn Hưng', ['family.same', 'given.marks', 'middle.same']],
    ['a letter slipped', 'Nguyễn Văn Hnùg', 'Nguyễn Văn Hùng', ['family.same', 'given.near', 'middle.same']],
    ['given name first', 'Đức Nguyễn Văn', 'Nguyễn Văn Đức', [...whole, 'name.moved']],
    ['family name last', 'Thu Hà Triệu', 'Triệu Thu Hà', [...whole, 'name.moved']],
    ['a middle name left out', 'Nguyễn Đức', 'Nguyễn Văn Đức', ['family.same', 'given.same', 'middle.missing']],
    ['two words written as one', 'Nguyễn Vănđức', 'Nguyễn Văn Đức', [...whole, 'name.joined']],
    ['a family name by its first letter', 'N. Văn Đức', 'Nguyễn Văn Đức', ['family.initial', 'given.same', 'middle.same']],
    ['another person', 'Trần Thị Lan', 'Nguyễn Văn Đức', ['family.different', 'given.different', 'middle.different']],
  ])('%s', (_, a, b, expected) => {
    expect(names(a, b)).toEqual([...expected].sort())
  })

  test('a common family name weighs less than a rare one', () => {
    const bits = (family: string): number => compared({ name: `${family} Văn An` }, { name: `${family} Văn An` }).evidence.find(({ code }) => code === 'family.same')!.bits
    expect(bits('Nguyễn')).toBeLessThan(1.5)
    expect(bits('Thạch')).toBeGreaterThan(7)
  })

  test('frequencies can be counted from the people at hand', () => {
    const counted = countNames(['Nông Văn An', 'Nông Văn Ba', 'Nông Thị Cúc', 'Lê Văn Dần'].map(readName))
    expect(counted.family.get('nong')).toBe(0.75)
    expect(counted.given.get('ba')).toBe(0.25)
  })
})

describe('identity numbers', () => {
  test('digits of a citizen number: province, sex and century, year', () => {
    expect(readCitizenNumber('001 099 000001')).toEqual({ province: '001', sex: 'male', birthYear: 1999 })
    expect(readCitizenNumber('020305000002')).toEqual({ province: '020', sex: 'female', birthYear: 2005 })
    expect(readCitizenNumber('024412000003')).toEqual({ province: '024', sex: 'male', birthYear: 2112 })
    expect(readCitizenNumber('081234567')).toBeNull()
  })

  test('a number that contradicts the rest of the record is told, not corrected', () => {
    expect(identityFaults('001099000001', { sex: 'female', birthDate: '1998-05-01' }, '2021-08-01')).toEqual(['sex-differs', 'birth-year-differs'])
    expect(identityFaults('001099000001', { sex: 'male', birthDate: '1999' }, '2021-08-01')).toEqual([])
    expect(identityFaults('0010990000', {}, '2021-08-01')).toEqual(['not-9-or-12-digits'])
    expect(identityFaults('001230000001', {}, '2021-08-01')).toEqual(['born-in-future'])
  })

  test('the QR string of a card, with and without an older number, with fields of newer cards', () => {
    const card = { identity: ['001099000001'], name: 'Nguyễn Văn Mẫu', birthDate: '1999-01-01', sex: 'male', address: 'Thôn 1, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu' }
    expect(readCard('001099000001||Nguyễn Văn Mẫu|01011999|Nam|Thôn 1, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu|01012022')).toEqual(card)
    expect(readCard('001099000001|081234567|Nguyễn Văn Mẫu|01011999|Nam|Thôn 1, Xã Mẫu, Huyện Mẫu, Tỉnh Mẫu|01012022||x|y')).toEqual({ ...card, identity: ['001099000001', '081234567'] })
    expect(readCard('001099000001||Nguyễn Văn Mẫu|31021999|Nam||')).toMatchObject({ birthDate: null, address: null })
    expect(readCard('https://example.org')).toBeNull()
    expect(readCard('001099000001')).toBeNull()
  })

  test('phones: country code, spaces, mobiles of before September 2018', () => {
    expect(['0912 345 678', '+84912345678', '84912345678'].map(phoneDigits)).toEqual(['912345678', '912345678', '912345678'])
    expect(phoneDigits('0168 234 5678')).toBe('382345678')
    expect(phoneDigits('12')).toBeNull()
  })
})

describe('verdicts', () => {
  const one: PersonFacts = { name: 'Nông Văn Đức', sex: 'male', birthDate: '1985-03-04', phones: ['0912345678'], identity: ['020085000001'], residence: [20, 1, 11, 112], address: 'Số 5 đường Bắc Sơn' }

  test('the same person with a new phone, day and month swapped, no marks, no number', () => {
    const again = { ...one, name: 'NONG VAN DUC', birthDate: '1985-04-03', phones: ['0987654321'], identity: [] }
    expect(compared(one, again).verdict).toBe('same')
    expect(codes(one, again)).toEqual(expect.arrayContaining(['birth.swapped', 'phone.different', 'residence.same-address']))
  })

  test('twins of one home and sounding alike are never put forward without a number', () => {
    const twin = { ...one, name: 'Nông Văn Dức', identity: [] }
    expect(compared({ ...one, identity: [] }, { ...twin, name: 'Nông Văn Dục' }).verdict).toBe('possible')
    expect(compared(one, { ...one, name: 'Nông Văn Dục', identity: ['020085000777'] }).verdict).not.toBe('same')
  })

  test('namesakes of one year and commune are worth a look at most', () => {
    const other = { ...one, phones: ['0977000111'], identity: [], birthDate: '1985', residence: [20, 1, 11], address: '' }
    expect(compared({ ...one, identity: [] }, other).verdict).not.toBe('same')
  })

  test('parent and child share phone and address and remain two', () => {
    expect(compared(one, { ...one, name: 'Nông Văn Dũng', birthDate: '2010-07-09', identity: [] }).verdict).toBe('different')
  })

  test('different numbers of one kind speak against whatever else agrees', () => {
    expect(compared(one, { ...one, identity: ['020085999999'] }).verdict).not.toBe('same')
  })
})

const syllable = fc.constantFrom('Nguyễn', 'Vi', 'Thị', 'thuỷ', 'HOÀ', 'Đức', 'ddinh', 'Hu2ng', '', '.', '1', 'ở')
const facts: fc.Arbitrary<PersonFacts> = fc.record({
  name: fc.oneof(fc.array(syllable, { maxLength: 6 }).map((words) => words.join(' ')), fc.string({ unit: 'grapheme' })),
  sex: fc.constantFrom('male' as const, 'female' as const, null),
  birthDate: fc.constantFrom(null, '1985', '1985-03-04', '1985-04-03', '1986-03-04', '1985-01-01', 'hôm qua'),
  phones: fc.array(fc.constantFrom('0912345678', '0912345679', '', 'không có'), { maxLength: 2 }),
  identity: fc.array(fc.constantFrom('020085000001', '020085000010', '081234567', '12'), { maxLength: 2 }),
  residence: fc.subarray([20, 1, 11, 112]),
  address: fc.constantFrom('', null, 'Số 5', 'SN 5 thôn Mẫu'),
})

describe('for any two records', () => {
  test('comparison is total, symmetric, and its evidence adds up to what it says', () => {
    fc.assert(fc.property(facts, facts, (a, b) => {
      const [there, back] = [compared(a, b), compared(b, a)]
      expect(there.bits).toBeCloseTo(back.bits, 9)
      expect(there.verdict).toBe(back.verdict)
      expect(there.probability).toBeGreaterThanOrEqual(0)
      expect(there.evidence.reduce((sum, { bits }) => sum + bits, -18)).toBeCloseTo(there.bits, 9)
    }), { numRuns: 400 })
  })

  test('a record shares every key with itself', () => {
    fc.assert(fc.property(facts, (a) => {
      expect(blockingKeys(readPerson(a))).toEqual(blockingKeys(readPerson({ ...a, name: a.name.normalize('NFD') })))
    }), { numRuns: 200 })
  })
})
