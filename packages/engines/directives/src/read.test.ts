import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DirectiveReading, Found, Reading, Span } from './index.ts'
import { readDirective, toGuideSchema } from './index.ts'
import { wordsAt } from './normalise.ts'

const PIECES = [
  'Kính gửi:', '- Sở Y tế;', 'Số: 12/CT-UBND', 'Số -CV/HU', 'CÔNG ĐIỆN', '|', '**', '1. ', '2.1. ', 'a) ', '- ', '+ ', 'II. ', 'Điều 3. ', '(2) ', '\n', '\n\n', '   ', 'Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh',
  'trước ngày 02/9/2021', 'trong tháng 12 năm 2025', 'hằng tuần', 'báo cáo Ủy ban nhân dân tỉnh', 'Nơi nhận:', 'T/M BAN THƯỜNG VỤ', 'KT. CHỦ TỊCH', 'Nguyễn Văn Mẫu', 'uỷ', 'e\u0302\u0301', ':', ';', '.', './.', '"', '(', ')', 'Hà Nội, ngày 1 tháng 2 năm 2021',
  '| 1 | Tập huấn | Sở Y tế | | Tháng 5/2022 |', '| STT | Nhiệm vụ | Chủ trì | Phối hợp | Hoàn thành |', 'ỦY BAN NHÂN DÂN', '\ufeff', '\ud800', '\t', '_____', '-------', 'ngày 30/7/2020 Ban Thường vụ đã ban hành Công văn số 1879-', 'CV/TU',
]
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(parts => parts.join(' ')), fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(parts => parts.join('')))

describe('any text', () => {
  it('gives a reading, the same one every time, with spans inside the text', () => {
    fc.assert(fc.property(anyText, text => {
      const reading = readDirective(text)
      expect(readDirective(text)).toEqual(reading)
      for (const { span } of foundIn(reading)) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeLessThanOrEqual(text.length)
        expect(span.start).toBeLessThanOrEqual(span.end)
      }
      expect(() => JSON.stringify(toGuideSchema(reading, 'x'))).not.toThrow()
    }), { numRuns: 400 })
  }, 60_000)

  it('points at the words it quotes', () => {
    fc.assert(fc.property(anyText, text => {
      const reading = readDirective(text)
      for (const quote of quotesIn(reading)) expect(squeeze(wordsOf(text, quote))).toBe(squeeze(quote.value))
    }), { numRuns: 400 })
  }, 60_000)

  it.each([
    ['one long line', 'Sở Y tế phối hợp với các đơn vị, '.repeat(30_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['digits and dots', '1.'.repeat(500_000)],
    ['dates', 'trước ngày 02/9/2021 '.repeat(48_000)],
    ['dots', '.'.repeat(1_000_000)],
    ['brackets', '('.repeat(1_000_000)],
    ['capitals', 'ỦY BAN NHÂN DÂN '.repeat(62_000)],
    ['commas', 'các cơ quan, '.repeat(80_000)],
    ['bars', '| a '.repeat(250_000)],
    ['items', '1. Giao Sở Y tế báo cáo trước ngày 5/9.\n'.repeat(25_000)],
    ['numbers', 'số 12/CT-UBND ngày 5/8/2021 '.repeat(36_000)],
    ['colons', 'Về việc này: '.repeat(80_000)],
    ['hyphens', '- '.repeat(500_000)],
    ['circumstances', 'Trong quá trình thực hiện, nếu có, '.repeat(28_000)],
  ])('answers within a second a megabyte: %s', (_, text) => {
    const part = text.slice(0, MEASURED)
    readDirective(part)
    const start = process.cpuUsage().user
    readDirective(part)
    expect((process.cpuUsage().user - start) / 1000 / (part.length / 1_000_000)).toBeLessThan(SLOWEST)
  }, 60_000)
})

const MEASURED = 400_000
/** Milliseconds of processor time a megabyte: one second on a quiet core, and the suite shares its cores. */
const SLOWEST = 3000

describe('what the text does not print', () => {
  it('stays null with a reason', () => {
    const reading = readDirective('Chiều nay trời đẹp, chúng tôi đi dạo quanh hồ rồi về nhà.')
    expect(reading.looksLikeDirective).toBe(false)
    for (const field of [reading.number, reading.date, reading.issuer, reading.abstract, reading.docType]) {
      expect(field).toMatchObject({ value: null, reason: expect.any(String) })
    }
    expect(reading.tasks).toEqual([])
  })

  it('never guesses a date', () => {
    const reading = readDirective('1. Sở Y tế tổng hợp số liệu, báo cáo trước ngày 15/9.\n2. Công an tỉnh rà soát các chốt từ ngày 01/9/2021 đến hết ngày 20/9/2021.')
    expect(reading.tasks.map(task => task.deadline.date)).toEqual([null, null])
    expect(reading.tasks[0]!.deadline).toMatchObject({ kind: 'date', reason: 'deadline-without-year' })
  })
})

describe('who does what', () => {
  it('tells the body that directs from the one that does the work', () => {
    const reading = readDirective('6. Ủy ban nhân dân huyện chỉ đạo:\n- Ngành Y tế rà soát thuốc, vật tư.\n- Thành lập các tiểu ban.')
    expect(reading.tasks.map(task => [names(task.lead), names(task.doer)])).toEqual([
      [['Ủy ban nhân dân huyện'], ['Ngành Y tế']], [['Ủy ban nhân dân huyện'], []],
    ])
    expect(toGuideSchema(reading, 'x').tasks.map(task => task.lead)).toEqual([['Ngành Y tế'], ['Ủy ban nhân dân huyện']])
  })

  it('offers dates for deliverables only', () => {
    const reading = readDirective('1. Sở Y tế xây dựng phương án thu dung bệnh nhân.\n2. Tuyệt đối không chủ quan, lơ là.\n3. Công an tỉnh duy trì các chốt kiểm soát.')
    expect(reading.tasks.map(task => task.nature)).toEqual(['deliverable', 'attitude', 'standing'])
  })

  it('marks a secret document', () => {
    expect(readDirective('TỐI MẬT\nSố: 3/CT-UBND\nHà Nội, ngày 1 tháng 2 năm 2021\nCHỈ THỊ\n').secrecy.value).toBe('toi-mat')
  })
})

function names(bodies: readonly Found<string>[]): string[] {
  return bodies.map(body => body.value)
}

function isFound<T>(reading: Reading<T>): reading is Found<T> {
  return reading.value !== null
}

function foundIn(reading: DirectiveReading): Found<unknown>[] {
  const fields = [reading.docType, reading.system, reading.date, reading.urgency, reading.secrecy, reading.issuer, reading.superior]
  return [...fields.filter(field => field.value !== null) as Found<unknown>[], ...quotesIn(reading)]
}

/** Values that are the text's own words. */
function quotesIn(reading: DirectiveReading): Found<string>[] {
  const fields = [reading.number, reading.place, reading.abstract, reading.disease, reading.signature.capacity, reading.signature.name]
  const tasks = reading.tasks.flatMap(task => [task.text, ...task.lead, ...task.doer, ...task.coordinate, ...[task.reportTo, task.deadline.phrase].filter(field => field !== null)])
  return [...fields, ...reading.recipients, ...reading.distribution.map(line => line.text), ...reading.items.map(item => item.text), ...tasks,
    ...reading.references.flatMap(reference => [reference.number, reference.issuer])].filter(isFound)
}

function wordsOf(text: string, { span, parts }: Found<string>): string {
  return (parts ?? [span]).map(({ start, end }: Span) => wordsAt(text, start, end)).join(' ')
}

/** Spaces, page numbers and ruled lines inside a value are no part of its words. */
function squeeze(words: string): string {
  return words.replace(/[\s\-–—_=.|#]+/g, '').replace(/\d/g, '')
}
